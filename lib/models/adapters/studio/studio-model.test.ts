import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createStudioModel } from './studio-model';

const studio = createStudioModel('studio', () => ({ wordDelayMs: 0 }));
const ask = (text: string, ...photos: Uint8Array[]): LanguageModelV4CallOptions => ({
  prompt: [
    {
      role: 'user',
      content: [
        ...photos.map(
          (data) => ({ type: 'file', mediaType: 'image/png', data: { type: 'data', data } }) as const,
        ),
        { type: 'text', text },
      ],
    },
  ],
});

async function read(options: LanguageModelV4CallOptions, model = studio) {
  const { stream } = await model.doStream(options);
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  const text = parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
  return { parts, text, files: parts.filter((part) => part.type === 'file') };
}

// Pictures are drawn by a process of their own, which takes seconds where others are busy.
describe('Studio', { timeout: 30_000 }, () => {
  it.each([
    'hello',
    'who are you?',
    'draw a fox',
    'count to 3',
    'show me a table',
    'write a long answer',
    'why?',
    '',
  ])('says that it is no model and how to get one: "%s"', async (prompt) => {
    const { text } = await read(ask(prompt));
    expect(text).toContain('I am Studio, the built-in offline engine, not a model.');
    expect(text).toContain('OPENAI_API_KEY');
  });

  it.each(['draw a fox', 'paint the sea', 'a picture of home', 'sketch a boat', 'photo of a cat', 'a logo'])(
    'draws when asked to: "%s"',
    async (prompt) => {
      const { files, parts } = await read(ask(prompt));
      expect(files).toHaveLength(1);
      expect(parts.findIndex(({ type }) => type === 'tool-call')).toBeLessThan(
        parts.findIndex(({ type }) => type === 'file'),
      );
    },
  );

  it.each(['hello', 'what is 2 + 2?', 'count to 10', 'a table, please'])(
    'does not draw otherwise: "%s"',
    async (prompt) => {
      expect((await read(ask(prompt))).files).toHaveLength(0);
    },
  );

  it('counts as far as it is told', async () => {
    const { text } = await read(ask('Please count to 30'));
    expect(text).toMatch(/^1, 2, 3, .*, 29, 30\.\n/);
  });

  it('writes as many paragraphs as it is told, in pieces of a word', async () => {
    const { text, parts } = await read(ask('20 paragraphs, please'));
    expect(
      text.split('\n\n').filter((block) => !block.startsWith('#') && !block.startsWith('>')),
    ).toHaveLength(20);
    expect(parts.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(800);
  });

  it('tells what it measured of a photo, and draws in its colours', async () => {
    const photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#2f63c8' } })
      .png()
      .toBuffer();
    const { text, files } = await read(ask('What is this?', photo));
    expect(text).toContain('| Format | PNG |');
    expect(text).toContain('30 × 20 pixels');
    expect(text).toContain('blue');
    expect(files).toHaveLength(1);
  });

  it('answers a photo that cannot be read', async () => {
    const { text } = await read(ask('What is this?', Buffer.from('nothing')));
    expect(text).toContain('cannot be read');
  });

  it('speaks at its pace and stops in the middle', async () => {
    const slow = createStudioModel('studio', () => ({ wordDelayMs: 15 }));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 120);
    const startedAt = performance.now();
    await expect(read({ ...ask('count to 500'), abortSignal: controller.signal }, slow)).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('gives the same at once when it is not streamed', async () => {
    const { content, usage } = await studio.doGenerate(ask('draw a fox'));
    expect(content.map(({ type }) => type)).toEqual(['text', 'file']);
    expect(usage.inputTokens.total).toBe(3);
  });
});
