import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkMediaResponses } from '@/lib/flows/check-media-responses';
import { createConversation } from '@/lib/flows/create-conversation';
import { listMessages } from '@/lib/flows/list-messages';
import { listModels } from '@/lib/flows/list-models';
import { resolveModel } from '@/lib/flows/resolve-model';
import { sendMessage } from '@/lib/flows/send-message';
import { newId } from '@/lib/kernel';
import { requireAsset, serveAsset } from '@/lib/media';
import type { AnswerPart } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';
import { waitFor } from '@/tests/support/wait-for';

const script = vi.hoisted(() => ({ parts: [] as unknown[] }));
vi.mock('@/lib/models', async (original) => ({
  ...(await original<typeof import('@/lib/models')>()),
  streamAnswer: async function* () {
    yield* script.parts as AnswerPart[];
  },
}));

const media = useMedia({ OPENAI_API_KEY: 'a-key', DEFAULT_MODEL: 'studio/studio' });
const SENTENCE = 'Pictures made by models are turned off here.';
const off = { code: 'media.responses_off', message: SENTENCE, retryable: false };
let owner: string;
let conversationId: string;

function turn(value: 'on' | 'off'): void {
  const { DATABASE_URL, DATA_DIR, OPENAI_API_KEY, DEFAULT_MODEL } = env();
  const kept = { DATABASE_URL, DATA_DIR, OPENAI_API_KEY, DEFAULT_MODEL, LOG_LEVEL: 'error' };
  overrideEnv({ ...kept, ENABLE_MEDIA_RESPONSES: String(value === 'on') });
}

beforeEach(async () => {
  turn('off');
  owner = await createPerson();
  conversationId = (await createConversation({ ownerId: owner, origin: null })).id;
});

const picture = () => drawQuarters(1600, 600).png().toBuffer();

async function answerWith(parts: AnswerPart[]) {
  script.parts = parts;
  const { agent_message: answer } = await sendMessage({
    ...{ id: newId(), content: 'draw', attachments: [], silent_delivery: false },
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
  });
  return waitFor(async () => {
    const page = await listMessages(owner, conversationId, {});
    const message = page.messages.find(({ id }) => id === answer.id);
    return message && message.status !== 'pending' && message.status !== 'streaming' ? message : null;
  });
}

const file = async (): Promise<AnswerPart> => ({
  type: 'file',
  mediaType: 'image/png',
  bytes: await picture(),
});
const text = (words: string): AnswerPart => ({ type: 'text-delta', text: words });
const finish: AnswerPart = { type: 'finish', reason: 'stop' };

describe('while media made by models is turned off', () => {
  it('a picture in an answer is not stored; the answer goes on with its text and says so', async () => {
    const before = await media.listFiles();
    const answer = await answerWith([text('Here '), await file(), text('it is.'), finish]);
    expect(answer).toMatchObject({ status: 'complete', content: 'Here it is.', media_urls: [] });
    expect(answer.metadata.notice).toBe(SENTENCE);
    expect(await media.listFiles()).toEqual(before);
    expect(await db().mediaAsset.count({ where: { owner_id: owner } })).toBe(0);
  });

  it('an answer that was nothing but a picture ends with the sentence', async () => {
    const answer = await answerWith([await file(), finish]);
    expect(answer).toMatchObject({ status: 'failed', metadata: { error: off } });
  });

  it('models that only draw are not offered, and refuse when they are asked for all the same', async () => {
    const ids = (await listModels()).models.map(({ id }) => id);
    expect(ids).toContain('openai/gpt-5');
    expect(ids).not.toContain('openai/gpt-image-2');
    const asked = resolveModel({ asked: 'openai/gpt-image-2', remembered: null });
    await expect(asked).rejects.toMatchObject({ code: 'media.responses_off', publicMessage: SENTENCE });
    turn('on');
    expect((await listModels()).models.map(({ id }) => id)).toContain('openai/gpt-image-2');
    expect((await resolveModel({ asked: 'openai/gpt-image-2', remembered: null })).id).toBe(
      'openai/gpt-image-2',
    );
  });

  it('the doctor says so', () => {
    expect(checkMediaResponses()).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('turned off'),
      advice: expect.stringContaining('ENABLE_MEDIA_RESPONSES'),
    });
    turn('on');
    expect(checkMediaResponses().status).toBe('ok');
  });

  it('what models made before is neither shown nor served, and comes back with the switch', async () => {
    turn('on');
    const made = await send(owner, await picture(), {
      source: 'generated',
      generation: { model: 'studio/studio' },
    });
    const sent = await send(owner, await picture());
    turn('off');
    expect(await requireAsset(owner, made.id)).toMatchObject({
      status: 'failed',
      error: off,
      variants: [],
      thumbnail_url: null,
      placeholder: null,
    });
    const serve = (id: string, variant: string | null) =>
      serveAsset(owner, id, variant, new Request('http://app/'));
    for (const variant of [null, 'thumbnail']) {
      await expect(serve(made.id, variant)).rejects.toMatchObject({
        code: 'media.responses_off',
        kind: 'forbidden',
      });
      expect((await serve(sent.id, variant)).status).toBe(200);
    }
    turn('on');
    expect(await requireAsset(owner, made.id)).toEqual(made);
    expect((await serve(made.id, 'thumbnail')).status).toBe(200);
  });
});
