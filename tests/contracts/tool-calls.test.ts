import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PromptMessage } from '@/lib/models';
import type { ToolSpec } from '@/lib/models/ports';
import { collectAnswer } from '../support/collect-answer';
import { solidPicture } from '../support/solid-picture';
import { type Providers, useProviders } from '../support/use-providers';

const picture = await solidPicture('#2e8b57');
const tools: ToolSpec[] = ['generate_image', 'search_web'].map((name) => ({
  name,
  description: 'Does something.',
  inputSchema: {
    type: 'object',
    properties: { prompt: { type: 'string' }, query: { type: 'string' } },
  },
}));
const says = (text: string): PromptMessage => ({ role: 'user', parts: [{ type: 'text', text }] });

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders();
});
afterEach(() => providers.close());

describe.each([
  ['openai/gpt-5', 'openai', 'gAAA'],
  ['google/gemini-2.5-flash', 'google', 'c2lnbmVk'],
  ['google/gemini-3.8-flash', 'google', 'c2lnbmVk'],
  ['anthropic/claude-sonnet-5-5', 'anthropic', 'c2lnbmVk'],
  ['bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 'c2lnbmVk'],
  ['local/qwen3:8b', 'openai', null],
] as const)('tools of %s', (model, replica, signature) => {
  const first = (prompt: string) => collectAnswer(model, prompt, { tools });
  /** Goes on after the calls of an answer, each of which came to `output`. */
  const goOn = async (
    prompt: string,
    answer: Awaited<ReturnType<typeof first>>,
    output = 'A picture was made.',
    extra: PromptMessage[] = [],
  ) => {
    const { turn } = answer.finish ?? {};
    if (!turn) throw new Error('There is no turn to go on from.');
    const parts = answer.calls.map(
      ({ callId, tool }) => ({ type: 'tool-result', callId, tool, output, isError: false }) as const,
    );
    const messages = [says(prompt), turn, { role: 'tool' as const, parts }, ...extra];
    return collectAnswer(model, '', { messages, tools });
  };

  it('are called when words mean them, and what came of it is read', async () => {
    const prompt = 'Draw a fox';
    const answer = await first(prompt);
    expect(answer.error).toBeNull();
    expect(answer.calls).toMatchObject([{ tool: 'generate_image', input: { prompt: 'Draw a fox' } }]);
    expect(answer.finish).toMatchObject({ reason: 'tool_calls', usage: { output_tokens: 34 } });
    const next = await goOn(prompt, answer);
    expect(next.error).toBeNull();
    expect(next.calls).toEqual([]);
    expect(next.text).toContain('The tool answered: "A picture was made."');
    expect(next.finish).toMatchObject({ reason: 'stop' });
  });

  it('are called several at once, in order', async () => {
    const prompt = '[[call:generate_image {"prompt":"a"}]] [[call:search_web {"query":"b"}]]';
    const answer = await first(prompt);
    expect(answer.calls.map(({ tool, input }) => [tool, input])).toEqual([
      ['generate_image', { prompt: 'a' }],
      ['search_web', { query: 'b' }],
    ]);
    expect(new Set(answer.calls.map(({ callId }) => callId)).size).toBe(2);
    const next = await goOn(prompt, answer);
    expect(next.text).toContain('"A picture was made." and "A picture was made."');
  });

  it('come after thoughts whose signature goes back', async () => {
    const prompt = 'Draw a fox [[reasoning]]';
    const answer = await first(prompt);
    expect(answer.reasoning).toContain('The person asks for something');
    const next = await goOn(prompt, answer);
    expect(next.error).toBeNull();
    const sent = JSON.stringify(providers[replica].requests.at(-1)?.body);
    if (signature) expect(sent).toContain(signature);
  });

  it('can be answered with a picture beside the words', async () => {
    const prompt = 'Draw a fox';
    const shown: PromptMessage = {
      role: 'user',
      parts: [
        { type: 'text', text: '[The picture that was made:]' },
        { type: 'image', mediaType: 'image/png', bytes: picture },
      ],
    };
    const next = await goOn(prompt, await first(prompt), 'Here it is.', [shown]);
    expect(next.error).toBeNull();
    expect(next.text).toContain('The tool answered: "Here it is."');
  });

  it('are not called where none are offered', async () => {
    const answer = await collectAnswer(model, 'Draw a fox');
    expect(answer.calls).toEqual([]);
    expect(answer.finish).toMatchObject({ reason: 'stop' });
    expect(answer.finish?.turn).toBeUndefined();
    expect(providers[replica].requests.at(-1)?.tools).toEqual([]);
  });

  // Google gives arguments as an object, so they cannot be malformed.
  if (replica === 'google') return;
  it('may be called with what is no JSON, which is told as it is', async () => {
    providers[replica].script({ calls: [{ tool: 'generate_image', input: '{"prompt": "a fo' }] });
    const answer = await first('Hello');
    expect(answer.error).toBeNull();
    expect(answer.calls).toMatchObject([{ tool: 'generate_image', input: '{"prompt": "a fo' }]);
    const next = await goOn('Hello', answer, 'The input is no JSON.');
    expect(next.error).toBeNull();
    expect(next.text).toContain('The input is no JSON.');
  });
});

it('a model that declares no tools is not told of any', async () => {
  const answer = await collectAnswer('local/llava:13b', 'Draw a fox', { tools });
  expect(answer.finish).toMatchObject({ reason: 'stop' });
  expect(providers.openai.requests.at(-1)?.tools).toEqual([]);
});

it.each([
  ['google/gemini-2.5-flash', 'audio/mpeg', /"mimeType":"audio\/mpeg"/],
  ['google/gemini-2.5-flash', 'video/mp4', /"mimeType":"video\/mp4"/],
  ['google/gemini-2.5-flash', 'application/pdf', /"mimeType":"application\/pdf"/],
  ['openai/gpt-5', 'application/pdf', /"type":"input_file","filename":"a.pdf"/],
  ['anthropic/claude-sonnet-5-5', 'application/pdf', /"type":"document"/],
  ['bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'application/pdf', /"document":\{"format":"pdf"/],
] as const)('%s is given %s as it is', async (model, mediaType, expected) => {
  const file = {
    type: 'file',
    mediaType,
    bytes: Buffer.from('%PDF-1.7 whatever'),
    filename: 'a.pdf',
  } as const;
  const parts = [file, { type: 'text', text: 'What is in it?' } as const];
  const answer = await collectAnswer(model, '', { messages: [{ role: 'user', parts }] });
  expect(answer.error).toBeNull();
  const replica = model.split('/')[0] as 'google' | 'openai' | 'anthropic' | 'bedrock';
  const sent = JSON.stringify(providers[replica].requests.at(-1)?.body);
  expect(sent).toMatch(expected);
  expect(sent).toContain(file.bytes.toString('base64'));
});
