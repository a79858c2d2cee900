import { describe, expect, it } from 'vitest';
import type { PromptMessage } from '../../ports';
import { toPrompt } from './to-prompt';

const bytes = new Uint8Array([1, 2, 3]);
const text = (value: string) => ({ type: 'text', text: value }) as const;
const picture = { type: 'image', mediaType: 'image/png', bytes } as const;
const file = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: bytes } };

const sees = { seesImages: true };

describe('the prompt for a provider', () => {
  it('carries pictures as the bytes they are', () => {
    const messages: PromptMessage[] = [{ role: 'user', parts: [picture, text('What is this?')] }];
    expect(toPrompt(messages, sees)).toEqual([{ role: 'user', content: [file, text('What is this?')] }]);
  });

  it('shows a picture the model made as part of what the person says next', () => {
    const messages: PromptMessage[] = [
      { role: 'user', parts: [text('Draw a fox')] },
      { role: 'assistant', parts: [text('Here.'), picture] },
      { role: 'user', parts: [text('Make it blue')] },
    ];
    expect(toPrompt(messages, sees)).toEqual([
      { role: 'user', content: [text('Draw a fox')] },
      { role: 'assistant', content: [text('Here.')] },
      {
        role: 'user',
        content: [text('[The picture you made in your last answer:]'), file, text('Make it blue')],
      },
    ]);
  });

  it('leaves no empty turn where the model answered with a picture alone', () => {
    const messages: PromptMessage[] = [
      { role: 'user', parts: [text('Draw a fox')] },
      { role: 'assistant', parts: [picture] },
      { role: 'user', parts: [text('Thanks')] },
    ];
    expect(toPrompt(messages, sees).map(({ role }) => role)).toEqual(['user']);
  });

  it('tells a model that cannot see that there was a picture', () => {
    const messages: PromptMessage[] = [
      { role: 'user', parts: [picture, text('What is this?')] },
      { role: 'assistant', parts: [picture] },
    ];
    const content = JSON.stringify(toPrompt(messages, { seesImages: false }));
    expect(content.match(/which you cannot see/g)).toHaveLength(2);
    expect(content).not.toContain('"file"');
  });

  it('keeps instructions at the beginning and turns later ones into words of the person', () => {
    const messages: PromptMessage[] = [
      { role: 'system', parts: [text('Be brief.')] },
      { role: 'user', parts: [text('Hello')] },
      { role: 'system', parts: [text('The file was removed.')] },
    ];
    expect(toPrompt(messages, sees)).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [text('Hello'), text('The file was removed.')] },
    ]);
  });

  it('gives calls back with what came with them, and all their results in one turn', () => {
    const call = (callId: string, input: unknown, vendor?: object) =>
      ({ type: 'tool-call', callId, tool: 'draw', input, vendor }) as const;
    const result = (callId: string, output: string, isError = false) =>
      ({ type: 'tool-result', callId, tool: 'draw', output, isError }) as const;
    const google = { thoughtSignature: 's' };
    const messages: PromptMessage[] = [
      { role: 'assistant', parts: [call('a', { prompt: 'x' }, { google }), call('b', '{"pro')] },
      { role: 'tool', parts: [result('a', 'Drawn.')] },
      { role: 'tool', parts: [result('b', 'That is no JSON.', true)] },
    ];
    expect(toPrompt(messages, sees)).toEqual([
      {
        role: 'assistant',
        content: [
          {
            type: 'tool-call',
            toolCallId: 'a',
            toolName: 'draw',
            input: { prompt: 'x' },
            providerOptions: { google },
          },
          { type: 'tool-call', toolCallId: 'b', toolName: 'draw', input: { input: '{"pro' } },
        ],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 'a',
            toolName: 'draw',
            output: { type: 'text', value: 'Drawn.' },
          },
          {
            type: 'tool-result',
            toolCallId: 'b',
            toolName: 'draw',
            output: { type: 'error-text', value: 'That is no JSON.' },
          },
        ],
      },
    ]);
  });

  it('carries recordings, films and PDF as they are, with their names', () => {
    const pdf = { type: 'file', mediaType: 'application/pdf', bytes, filename: 'a.pdf' } as const;
    expect(toPrompt([{ role: 'user', parts: [pdf] }], sees)).toEqual([
      {
        role: 'user',
        content: [
          {
            type: 'file',
            mediaType: 'application/pdf',
            data: { type: 'data', data: bytes },
            filename: 'a.pdf',
          },
        ],
      },
    ]);
  });
});
