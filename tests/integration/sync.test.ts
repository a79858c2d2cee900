import { beforeAll, describe, expect, it } from 'vitest';
import { withEventPage, withFreshPage } from '@/lib/client/reduce';
import type { ClientState } from '@/lib/client/state';
import { createClientStore } from '@/lib/client/store';
import type { Person } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { deleteMessage } from '@/lib/flows/delete-message';
import { expireMedia } from '@/lib/flows/expire-media';
import { listMessages } from '@/lib/flows/list-messages';
import { reapRuns } from '@/lib/flows/reap-runs';
import { requireConversation } from '@/lib/flows/require-conversation';
import { retryMessage } from '@/lib/flows/retry-message';
import { sendMessage } from '@/lib/flows/send-message';
import { stopRun } from '@/lib/flows/stop-run';
import { syncEvents } from '@/lib/flows/sync-events';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { cancelJob } from '@/lib/flows/tools/cancel-job';
import { denyJob } from '@/lib/flows/tools/deny-job';
import { updateConversation } from '@/lib/flows/update-conversation';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { createPerson } from '../support/integration';
import { ask, become, drawDots, useJobWorker, useWorkshop } from '../support/jobs';
import { useMedia } from '../support/media';
import { waitFor } from '../support/wait-for';

useMedia();
const workshop = useWorkshop();
useJobWorker();

/*
 * The invariant every flow must keep: a client that was away and applies the events it missed has the same
 * state as one that loads afresh.
 */
describe('stale state and missed events equal the fresh state', () => {
  let ownerId: string;
  let conversationId: string;
  const stale: { when: string; state: ClientState }[] = [];

  async function freshState(): Promise<ClientState> {
    const person: Person = {
      id: ownerId,
      email: 'a@example.org',
      name: null,
      role: 'member',
      has_password: true,
      preferences: {},
    };
    const store = createClientStore({
      person,
      models: [],
      defaultModel: 'studio/studio',
      conversations: { conversations: [], next_before: null },
    });
    const conversation = await requireConversation(ownerId, conversationId);
    const page = await listMessages(ownerId, conversationId, { limit: 200 });
    return withFreshPage(store.getState(), conversation, page);
  }

  const view = (state: ClientState) => ({
    conversation: state.conversations[conversationId],
    messages: Object.fromEntries(Object.entries(state.messages).sort()),
    path: state.threads[conversationId]?.path,
    allIds: state.threads[conversationId]?.allIds,
    lastEventSeq: state.threads[conversationId]?.lastEventSeq,
  });

  const remember = async (when: string) => {
    stale.push({ when, state: await freshState() });
  };

  const send = (content: string, parentId?: string | null) =>
    sendMessage({
      id: newId(),
      content,
      attachments: [],
      silent_delivery: false,
      parent_id: parentId,
      ownerId,
      conversationId,
      channel: 'web',
      origin: null,
    });

  const finished = (messageId: string) =>
    waitFor(async () => {
      const page = await listMessages(ownerId, conversationId, { limit: 200 });
      const message = page.messages.find((row) => row.id === messageId);
      return message && message.status !== 'pending' && message.status !== 'streaming' ? message : null;
    }, 30_000);

  /** What is asked to be made in an answer that has ended, with every end that this can have. */
  async function makeThings(messageId: string): Promise<void> {
    const place = { ownerId, conversationId, messageId };
    const film = (prompt: string) => ask(place, 'generate_video', { prompt });
    const denied = await film('one');
    await remember('while somebody is asked');
    await denyJob(ownerId, denied.id, 'web');
    await remember('after a no');
    const approved = await film('two');
    await approveJob(ownerId, approved.id, 'web');
    await remember('after a yes');
    await become(ownerId, approved.id, 'complete');
    await remember('after a film');
    workshop.get().script = ({ use }) => (use === 'poll' ? { progress: 0.4 } : { film: 'long' });
    const long = await approveJob(ownerId, (await film('three')).id, 'web');
    await become(ownerId, long.id, 'running');
    await remember('while a film is made');
    await cancelJob(ownerId, long.id);
    await remember('after a film was cancelled');
    const error = { code: 'models.refused', message: 'No.', retryable: false };
    workshop.get().script = () => ({ error });
    await become(ownerId, (await ask(place, 'search_web', { query: 'foxes' })).id, 'failed');
    workshop.get().script = drawDots;
    await remember('after something failed');
  }

  beforeAll(async () => {
    ownerId = await createPerson();
    conversationId = (await createConversation({ ownerId, origin: null })).id;
    await remember('before anything');
    const first = await send('count to 5');
    await remember('while an answer is written');
    await finished(first.agent_message.id);
    await remember('after an answer');
    const long = await send('write a long answer');
    await stopRun(ownerId, long.run.id);
    await remember('after a stop');
    const retried = await retryMessage({
      ownerId,
      messageId: long.agent_message.id,
      channel: 'web',
      origin: null,
    });
    await stopRun(ownerId, retried.run.id);
    await remember('after a retry');
    const edited = await send('count to 3', first.message.parent_id);
    await finished(edited.agent_message.id);
    await remember('after an edit');
    await updateConversation({
      ownerId,
      conversationId,
      origin: null,
      title: 'Counting',
      model: 'studio/studio',
    });
    await remember('after a rename');
    await updateConversation({ ownerId, conversationId, origin: null, active_leaf_id: first.message.id });
    const drawn = await send('draw a fox');
    await finished(drawn.agent_message.id);
    await remember('after a picture');
    await deleteMessage(ownerId, edited.message.id, null);
    await remember('after a message was deleted');
    const picture = drawn.agent_message.id;
    await db()
      .$executeRaw`update media_assets set created_at = now() - interval '1 year' where owner_id = ${ownerId}::uuid`;
    expect(await expireMedia()).toBe(1);
    await remember('after a picture expired');
    await deleteMessage(ownerId, picture, null);
    await makeThings(first.agent_message.id);
    // A run whose process died.
    const lost = await send('write a long answer');
    await stopRun(ownerId, lost.run.id);
    await db().$executeRaw`update runs set status = 'streaming', finished_at = null, holder = 'elsewhere:1:1',
      heartbeat_at = now() - interval '1 hour' where id = ${lost.run.id}::uuid`;
    await db()
      .$executeRaw`update messages set status = 'streaming' where id = ${lost.agent_message.id}::uuid`;
    expect(await reapRuns()).toBe(1);
  }, 120_000);

  it('from every moment', async () => {
    const fresh = view(await freshState());
    expect(stale.length).toBeGreaterThan(7);
    for (const { when, state } of stale) {
      const after = state.threads[conversationId]?.lastEventSeq ?? 0;
      const page = await syncEvents(ownerId, conversationId, after);
      expect(view(withEventPage(state, page)), when).toEqual(fresh);
    }
  });

  it('also when the pages arrive twice and in the wrong order', async () => {
    const fresh = view(await freshState());
    const start = stale[0]?.state;
    if (!start) throw new Error('no stale state');
    const late = await syncEvents(ownerId, conversationId, 5);
    const all = await syncEvents(ownerId, conversationId, 0);
    expect(view([late, all, late].reduce(withEventPage, start))).toEqual(fresh);
  });

  it('from a moment when only the newest page had been loaded', async () => {
    const conversation = await requireConversation(ownerId, conversationId);
    const page = await listMessages(ownerId, conversationId, { limit: 2 });
    const base = stale[0]?.state;
    if (!base) throw new Error('no stale state');
    const short = withFreshPage({ ...base, messages: {}, threads: {} }, conversation, page);
    const synced = withEventPage(short, await syncEvents(ownerId, conversationId, 1));
    // Messages before the loaded page stay away until the reader scrolls to them.
    expect(synced.threads[conversationId]?.allIds).toEqual(page.messages.map((message) => message.id));
  });
});
