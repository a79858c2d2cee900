import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { collectAnswer } from '@/tests/support/collect-answer';
import { solidPicture } from '@/tests/support/solid-picture';
import type { AnswerPart, CatalogueModel, EngineCall, PromptMessage, ToolSpec } from '../../ports';
import { paceStudio, studio } from '.';

beforeEach(() => {
  overrideEnv({});
  paceStudio(0);
});
afterEach(() => {
  overrideEnv(undefined);
  paceStudio(null);
});

const offer = (...names: string[]): ToolSpec[] =>
  names.map((name) => ({ name, description: name, inputSchema: { type: 'object' } }));
const all = offer('generate_image', 'edit_image', 'generate_video', 'speak', 'make_file', 'search_web');
const user = (text: string): PromptMessage => ({ role: 'user', parts: [{ type: 'text', text }] });

/** The answer after a tool was called and something came of it. */
async function answerTo(tool: string, input: unknown, output: string, isError = false): Promise<string> {
  const call = { type: 'tool-call', callId: 'studio-1', tool, input } as const;
  const result = { type: 'tool-result', callId: 'studio-1', tool, output, isError } as const;
  const messages: PromptMessage[] = [
    user('Please'),
    { role: 'assistant', parts: [call] },
    { role: 'tool', parts: [result] },
  ];
  return (await collectAnswer('studio/studio', '', { messages, tools: all })).text;
}

async function standIn(text: string, tools: ToolSpec[] = all): Promise<AnswerPart[]> {
  const call: EngineCall = {
    model: (await studio.findModel('studio/studio')) as CatalogueModel,
    messages: [user(text)],
    tools,
    signal: new AbortController().signal,
    progress: { headersArrived() {}, chunkArrived() {}, drawingStarted() {} },
    standingInFor: {
      name: 'GPT-5',
      message: 'OpenAI cannot be reached right now. Try again in a moment, or choose another model.',
    },
  };
  const parts: AnswerPart[] = [];
  for await (const part of studio.language?.stream(call) ?? []) parts.push(part);
  return parts;
}
const textOf = (parts: AnswerPart[]) =>
  parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');

describe('Studio with tools', () => {
  it('calls the tool for what is asked, and gives its turn back', async () => {
    const { calls, files, finish } = await collectAnswer('studio/studio', 'Draw a fox', { tools: all });
    expect(calls).toMatchObject([{ tool: 'generate_image', input: { prompt: 'Draw a fox' } }]);
    expect(files).toHaveLength(0);
    expect(finish).toMatchObject({
      reason: 'tool_calls',
      turn: { role: 'assistant', parts: [{ type: 'tool-call', tool: 'generate_image' }] },
    });
  });

  it('talks as ever about all else', async () => {
    const { calls, text } = await collectAnswer('studio/studio', 'count to 3', { tools: all });
    expect(calls).toHaveLength(0);
    expect(text).toMatch(/^1, 2, 3\.[\s\S]*not a model/);
  });

  it('measures a photo that is only asked about, and leaves drawing to the tool', async () => {
    const bytes = await solidPicture('#2e8b57');
    const photo = { type: 'image', mediaType: 'image/png', bytes } as const;
    const messages: PromptMessage[] = [
      { role: 'user', parts: [photo, { type: 'text', text: 'What is this?' }] },
    ];
    const { text, files, calls } = await collectAnswer('studio/studio', '', { messages, tools: all });
    expect(text).toContain('| Format | PNG |');
    expect(text).toContain('make it blue');
    expect([...files, ...calls]).toHaveLength(0);
  });

  it('says in one honest sentence what came of it', async () => {
    const made = 'Made the picture 1 (png). The person sees it in the chat already.';
    expect(await answerTo('generate_image', { prompt: 'a fox' }, made)).toMatch(
      /^Here is the picture, drawn by rule[\s\S]*not a model/,
    );
    expect(await answerTo('edit_image', { prompt: 'make it blue' }, made)).toContain('turned towards blue');
    expect(await answerTo('edit_image', { prompt: 'add a hat' }, made)).toContain('no rule for that change');
    const asks = 'The person is asked first, with the price. If they agree, it is made.';
    expect(await answerTo('generate_video', {}, asks)).toMatch(/^The clip waits for your approval/);
    const runs = 'It is being made, which takes minutes.';
    expect(await answerTo('generate_video', {}, runs)).toMatch(/^The clip is being made/);
    expect(await answerTo('speak', {}, 'No voice is set up here.', true)).toMatch(
      /^The recording was not made: No voice is set up here\./,
    );
    expect(await answerTo('search_web', {}, 'A tower [1].\nSources:\n[1] x')).toMatch(
      /^A tower \[1\]\.\n\n>/,
    );
  });

  it('says plainly what is missing', async () => {
    const some = offer('generate_image');
    const search = await collectAnswer('studio/studio', 'search the web for towers', { tools: some });
    expect(search.text).toMatch(/^No web search is set up on this server/);
    const voice = await collectAnswer('studio/studio', 'read this out loud: hello');
    expect(voice.text).toMatch(/^No voice is set up on this server/);
    expect([...search.calls, ...voice.calls]).toHaveLength(0);
  });
});

describe('Studio in place of a model that failed', () => {
  const opening =
    /^OpenAI cannot be reached right now\. I am \*\*Studio\*\*, built into Strand and not a model/;

  it('says first what happened, who it is, and that trying again asks the model', async () => {
    const text = textOf(await standIn('Why is the sky blue?'));
    expect(text).toMatch(opening);
    expect(text).toContain('Trying again asks GPT-5 once more.');
    expect(text).toContain('I can do a few things by rule');
  });

  it('does what it can do as well', async () => {
    const parts = await standIn('Draw a fox');
    expect(textOf(parts)).toMatch(opening);
    expect(parts).toContainEqual(expect.objectContaining({ type: 'tool-call', tool: 'generate_image' }));
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool_calls' });
  });

  it('makes up no answer where a rule would fit by chance', async () => {
    expect(textOf(await standIn('Write a function that sorts a table'))).not.toContain('fibonacci');
  });
});
