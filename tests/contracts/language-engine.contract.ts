import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/kernel';
import { isAbort, type PromptMessage, streamAnswer } from '@/lib/models';
import { collectAnswer } from '../support/collect-answer';
import { solidPicture } from '../support/solid-picture';

export type EngineUnderTest = {
  /** Catalogue id of a model of the provider that writes. */
  model: string;
  /** One that draws, if the provider has any. */
  drawingModel: string | null;
  /** How many pictures the provider was given in the last request; null when nobody can look. */
  picturesReceived: (() => number) | null;
  /** True once the provider saw that the client left; null when nobody can look. */
  leftSeen: (() => boolean) | null;
  close(): Promise<void>;
};

const photo = await solidPicture('#2e8b57');
const withPhoto = (text: string): PromptMessage[] => [
  { role: 'system', parts: [{ type: 'text', text: 'Answer briefly.' }] },
  { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
  { role: 'assistant', parts: [{ type: 'text', text: 'Hello. What can I do?' }] },
  {
    role: 'user',
    parts: [
      { type: 'image', mediaType: 'image/png', bytes: photo },
      { type: 'text', text },
    ],
  },
];

/** What every provider must do, as seen through `streamAnswer`. */
export function describeLanguageEngineContract(name: string, open: () => Promise<EngineUnderTest>): void {
  describe(`language engine: ${name}`, () => {
    let engine: EngineUnderTest;
    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine.close());

    it('streams text in pieces and ends with a finish that counts tokens', async () => {
      let pieces = 0;
      const answer = await collectAnswer(engine.model, 'Hello there', {
        onPart: (part) => {
          if (part.type === 'text-delta') pieces += 1;
        },
      });
      expect(answer.error).toBeNull();
      expect(answer.text.length).toBeGreaterThan(20);
      expect(pieces).toBeGreaterThan(3);
      expect(answer.finish).toMatchObject({ reason: 'stop' });
      expect(answer.finish?.usage?.input_tokens).toBeGreaterThan(0);
      expect(answer.finish?.usage?.output_tokens).toBeGreaterThan(0);
    });

    it('takes a picture as bytes', async () => {
      const answer = await collectAnswer(engine.model, '', { messages: withPhoto('What is this?') });
      expect(answer.error).toBeNull();
      expect(answer.text).not.toBe('');
      if (engine.picturesReceived) expect(engine.picturesReceived()).toBe(1);
    });

    it('takes a conversation in which it drew a picture before', async () => {
      const answer = await collectAnswer(engine.model, '', {
        messages: [
          { role: 'user', parts: [{ type: 'text', text: 'A green square, please' }] },
          { role: 'assistant', parts: [{ type: 'image', mediaType: 'image/png', bytes: photo }] },
          { role: 'user', parts: [{ type: 'text', text: 'Which colour is it?' }] },
        ],
      });
      expect(answer.error).toBeNull();
      if (engine.picturesReceived) expect(engine.picturesReceived()).toBe(1);
    });

    it('draws a picture when asked to, where it says that it can', async () => {
      if (!engine.drawingModel) return;
      const answer = await collectAnswer(engine.drawingModel, 'Draw a fox in the snow');
      expect(answer.error).toBeNull();
      expect(answer.files).toHaveLength(1);
      const [file] = answer.files;
      expect(file?.mediaType).toBe('image/png');
      expect([...(file?.bytes.subarray(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(file?.prompt).toContain('Draw a fox in the snow');
      expect(answer.finish).not.toBeNull();
    });

    it('ends with an abort, and tells the provider, when the caller stops it', async () => {
      const controller = new AbortController();
      const answer = await collectAnswer(engine.model, 'Count to 500 [[tokens:500]] [[gap:20]]', {
        signal: controller.signal,
        onPart: (part) => {
          if (part.type === 'text-delta') controller.abort();
        },
      });
      expect(isAbort(answer.error)).toBe(true);
      expect(AppError.isInstance(answer.error)).toBe(false);
      expect(answer.finish).toBeNull();
      if (engine.leftSeen) await expect.poll(engine.leftSeen, { timeout: 2_000 }).toBe(true);
    });

    it('tells the provider when the reader just goes away', async () => {
      const messages = [
        { role: 'user' as const, parts: [{ type: 'text' as const, text: '[[tokens:500]] [[gap:20]]' }] },
      ];
      const { signal } = new AbortController();
      for await (const part of streamAnswer({ model: engine.model, messages, signal })) {
        if (part.type === 'text-delta') break;
      }
      if (engine.leftSeen) await expect.poll(engine.leftSeen, { timeout: 2_000 }).toBe(true);
    });

    it('does not start when the caller stopped before', async () => {
      const answer = await collectAnswer(engine.model, 'Hello', { signal: AbortSignal.abort() });
      expect(isAbort(answer.error)).toBe(true);
      expect(answer.text).toBe('');
    });
  });
}
