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
});
