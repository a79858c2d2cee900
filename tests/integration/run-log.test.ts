import { describe, expect, it } from 'vitest';
import type { StreamChunk } from '@/lib/contracts';
import { appendTurn, closeRun, findRun, insertConversation } from '@/lib/conversation';
import { streamRun } from '@/lib/generation';
import { toFrame } from '@/lib/generation/frame';
import { insertFrames, readFrames } from '@/lib/generation/store';
import { newId } from '@/lib/kernel';
import { createPerson, useTestDatabase } from '../support/integration';

useTestDatabase();

async function openRun(ownerId: string): Promise<{ id: string; messageId: string }> {
  const conversationId = newId();
  await insertConversation({ id: conversationId, ownerId, title: null, model: null, origin: null });
  const { run } = await appendTurn({
    ownerId,
    conversationId,
    messageId: newId(),
    agentMessageId: newId(),
    runId: newId(),
    content: 'hello',
    assetIds: [],
    messageType: 'text',
    mediaUrl: null,
    parentId: undefined,
    channel: 'web',
    silent: false,
    toolCall: null,
    model: 'studio/studio',
    holder: 'test:1:1',
    title: null,
    origin: null,
  });
  return { id: run.id, messageId: run.message_id };
}

const say = (seq: number, delta: string) => toFrame(seq, { type: 'text-delta', id: '1', delta });

async function replay(ownerId: string, runId: string, after: number): Promise<string> {
  const body = streamRun({
    ownerId,
    runId,
    after,
    readStatus: async () => {
      const run = await findRun(ownerId, runId);
      return run && { status: run.status, open: run.finished_at === null, error: run.error?.message ?? null };
    },
  });
  return new Response(body).text();
}

describe('the saved log of a run', () => {
  it('takes the frames of several runs at once, and again, and leaves out a run that is gone', async () => {
    const owner = await createPerson();
    const [first, second] = [await openRun(owner), await openRun(owner)];
    const quoted = 'a "quoted", {braced} \\ back\u0000slash, ü and 🙂';
    const batches = [
      { runId: first.id, seqFrom: 1, seqTo: 1, frames: say(1, quoted) },
      { runId: newId(), seqFrom: 1, seqTo: 1, frames: say(1, 'nobody’s') },
      { runId: second.id, seqFrom: 1, seqTo: 2, frames: say(1, 'x') + say(2, 'y') },
    ];
    await insertFrames(batches);
    await insertFrames(batches);
    expect(await readFrames(owner, first.id, 0)).toEqual({ seqTo: 1, frames: say(1, quoted) });
    expect(await readFrames(owner, second.id, 0)).toEqual({ seqTo: 2, frames: say(1, 'x') + say(2, 'y') });
    expect(await readFrames(await createPerson(), first.id, 0)).toBeNull();
    expect(await readFrames(owner, second.id, 2)).toBeNull();
  });

  it('is replayed from any number, in order, to its end', async () => {
    const owner = await createPerson();
    const run = await openRun(owner);
    const finish = toFrame(12, {
      type: 'finish',
      messageMetadata: { status: 'complete' },
    } satisfies StreamChunk);
    const frames = Array.from({ length: 11 }, (_, index) => say(index + 1, `${index}`));
    // Written out of order, as batches that were tried again may be.
    await insertFrames([{ runId: run.id, seqFrom: 6, seqTo: 12, frames: frames.slice(5).join('') + finish }]);
    await insertFrames([{ runId: run.id, seqFrom: 1, seqTo: 5, frames: frames.slice(0, 5).join('') }]);
    await closeRun(owner, run, { status: 'complete', content: 'x', metadata: {}, error: null });
    const whole = `${frames.join('')}${finish}data: [DONE]\n\n`;
    expect(await replay(owner, run.id, 0)).toBe(whole);
    expect(await replay(owner, run.id, 3)).toBe(whole.slice(frames.slice(0, 3).join('').length));
    expect(await replay(owner, run.id, 7)).toBe(whole.slice(frames.slice(0, 7).join('').length));
  });

  it('of a dead process is ended by the server when the run is closed', async () => {
    const owner = await createPerson();
    const run = await openRun(owner);
    await insertFrames([{ runId: run.id, seqFrom: 1, seqTo: 1, frames: say(1, 'half') }]);
    const error = { code: 'x', message: 'It broke.', retryable: true };
    await closeRun(owner, run, { status: 'partial', content: 'half', metadata: {}, error });
    const text = await replay(owner, run.id, 0);
    expect(text.startsWith(say(1, 'half'))).toBe(true);
    expect(text).toContain('data: {"type":"error","errorText":"It broke."}');
    expect(text).toContain('"messageMetadata":{"status":"partial"}');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });
});
