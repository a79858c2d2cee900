import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerWriter } from '@/lib/flows/run/answer-writer';
import type { RunRequest } from '@/lib/flows/run/run-request';
import { ToolCalls } from '@/lib/flows/run/tool-calls';
import { sendMessage } from '@/lib/flows/send-message';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { ask, createPlace, drawDots, type Place, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';

useMedia();
const workshop = useWorkshop();
let place: Place;
let stop: AbortController;
beforeEach(async () => {
  place = await createPlace();
  stop = new AbortController();
  workshop.get().script = drawDots;
}, 30_000);

const jobs = () => db().job.findMany({ where: { conversation_id: place.conversationId } });
/** The calls of the answer of this place, whose writer shows nobody anything. */
function callsOf(messageId = place.messageId): ToolCalls {
  const run = { id: newId(), conversation_id: place.conversationId, message_id: messageId };
  const request = { ownerId: place.ownerId, run, channel: 'web' } as unknown as RunRequest;
  const writer = { showJob() {}, showAsset() {}, cite: () => [] } as unknown as AnswerWriter;
  return new ToolCalls(request, writer, { pointed: [], newestImage: null }, stop.signal);
}

describe('an answer that is stopped', () => {
  it('ends also what it was asking for at that moment', async () => {
    const calls = callsOf();
    const made = calls.make('generate_image', { prompt: 'a fox' }, true);
    stop.abort();
    await calls.cancelWaiting();
    await expect(made).rejects.toThrow();
    expect(await jobs()).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('what another answer has made already', () => {
  it('is not shown twice, and not ended by stopping the second', async () => {
    const { conversationId, ownerId } = place;
    const first = await ask(place, 'generate_image', { prompt: 'a fox' });
    const other = await sendMessage({
      ...{ id: newId(), content: 'and again', attachments: [], silent_delivery: false },
      ...{ ownerId, conversationId, channel: 'web', origin: null },
    });
    const calls = callsOf(other.agent_message.id);
    const made = calls.make('generate_image', { prompt: 'a fox' }, true);
    await expect(made).rejects.toMatchObject({ code: 'jobs.in_flight' });
    stop.abort();
    await calls.cancelWaiting();
    expect(await jobs()).toMatchObject([{ id: first.id, message_id: place.messageId, status: 'queued' }]);
  });
});

describe('a model that asks for ever more', () => {
  it('is not listened to after two dozen calls', async () => {
    const calls = callsOf();
    const said = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        calls.answer({ callId: `${index}`, tool: 'fly_away', input: {} }).then(({ output }) => output),
      ),
    );
    expect(said.filter((words) => words === 'There is no such tool.')).toHaveLength(24);
    expect(said.filter((words) => words.startsWith('That was enough'))).toHaveLength(6);
  });
});
