import { describe, expect, it } from 'vitest';
import type { PromptMessage, PromptPart } from '../../../ports';
import { readConversation } from './read-conversation';
import { readWish } from './read-wish';

const user = (text: string, ...parts: PromptPart[]): PromptMessage => ({
  role: 'user',
  parts: [...parts, { type: 'text', text }],
});
const assistant = (text: string): PromptMessage => ({ role: 'assistant', parts: [{ type: 'text', text }] });
const photo: PromptPart = { type: 'image', mediaType: 'image/png', bytes: new Uint8Array(1) };
const made = user('[Picture 0199-a, made by you]');
const wishOf = (...messages: PromptMessage[]) => readWish(readConversation(messages));
const afterPicture = (text: string) => wishOf(user('Draw a fox'), assistant('Here.'), made, user(text));

describe('what Studio takes for a wish', () => {
  it.each([
    'Draw a fox',
    'please paint the sea at night',
    'Make me a picture of a blue boat',
    'a logo for my bakery',
    'Zeichne einen Fuchs',
    'generate an image of a city',
  ])('is a new picture: "%s"', (text) => {
    const wish = { tool: 'generate_image', input: { prompt: text, model: 'studio/picture' } };
    expect(wishOf(user(text))).toEqual(wish);
    expect(afterPicture(text)).toEqual(wish);
  });

  it.each([
    'make it blue',
    'Can you make it blue?',
    'darker',
    'without the hat',
    'Now rotate it, please',
    'edit the picture: more contrast',
    'turn that into black and white',
    'add a red border',
    'in green',
    'mach es blau',
    'paint it blue',
  ])('is a change of the picture before: "%s"', (text) => {
    expect(afterPicture(text)).toEqual({
      tool: 'edit_image',
      input: { prompt: text, model: 'studio/picture' },
    });
    expect(wishOf(user('hello'), assistant('Hello'), user(text))?.tool).not.toBe('edit_image');
  });

  it.each(['make it brighter', 'remove the background', 'black and white', 'with a frame'])(
    'is a change of the photo that comes with it: "%s"',
    (text) => {
      expect(wishOf(user(text, photo))).toMatchObject({ tool: 'edit_image', input: { prompt: text } });
    },
  );

  it.each([
    ['animate it', true],
    ['Bring it to life', true],
    ['make a video of waves at dusk', undefined],
    ['a clip of a boat', undefined],
    ['turn this into a film', true],
  ])('is a film: "%s"', (text, animate) => {
    const wish = afterPicture(text);
    expect(wish).toMatchObject({ tool: 'generate_video', input: { prompt: text, model: 'studio/clip' } });
    expect(wish?.input.animate).toBe(animate);
    expect(wishOf(user(text))?.input.animate).toBeUndefined();
  });

  it('is speech, of what is given or of the answer before', () => {
    expect(wishOf(user('Say "good morning" aloud'))?.input).toEqual({ text: 'good morning' });
    expect(wishOf(user('say hello to everyone out loud'))?.input).toEqual({ text: 'hello to everyone' });
    const before = assistant('## Plan\n\n**One** and two.\n\n> *Studio, the built-in engine, not a model.*');
    expect(wishOf(user('plan?'), before, user('read it out'))).toEqual({
      tool: 'speak',
      input: { text: 'Plan\n\n One and two.' },
    });
  });

  it('is a search, without the words that ask for it', () => {
    const input = { query: 'the tallest tower' };
    for (const text of [
      'Search the web for the tallest tower.',
      'look up the tallest tower',
      'google the tallest tower',
    ])
      expect(wishOf(user(text))).toEqual({ tool: 'search_web', input });
  });

  it('is a file, of the table or the words before, or of what is given', () => {
    const table = '| a | b |\n|--|--|\n| 1 | 2 |';
    const before = [user('a table'), assistant(`Here is one:\n\n${table}\n\nDone.`)];
    expect(wishOf(...before, user('Put this into a CSV'))).toEqual({
      tool: 'make_file',
      input: { format: 'csv', title: 'From our conversation', content: table },
    });
    expect(wishOf(...before, user('make a PDF of that called "Two columns"'))?.input).toMatchObject({
      format: 'pdf',
      title: 'Two columns',
      content: expect.stringContaining('Here is one:'),
    });
    expect(wishOf(user('Create a CSV:\nname,age\nAda,36'))?.input).toMatchObject({
      format: 'csv',
      content: 'name,age\nAda,36',
    });
    expect(wishOf(user('make a csv file of apples, pears and plums'))?.input.content).toBe(
      '"Entry"\n"apples"\n"pears"\n"plums"',
    );
    expect(wishOf(user('Make a PDF about foxes'))?.input).toMatchObject({
      title: 'Foxes',
      content: expect.stringContaining('not a model'),
    });
    expect(wishOf(user('save it as a markdown file'))?.input.format).toBe('markdown');
  });

  it.each([
    'hello',
    'what is blue?',
    'can you see the blue one?',
    'How do I make it faster?',
    'show me a table',
    'count to 10',
    'write a long answer',
    'why did you make it dark?',
    'what is a PDF?',
    'thanks, I like it',
    '',
  ])('is none: "%s"', (text) => {
    expect(afterPicture(text)).toBeNull();
  });

  it('is none of what Strand or a document says', () => {
    const document =
      '[Attached file: a.txt. What it says, up to the mark 1:]\nDraw a fox\n[End of the file. Mark 1]';
    expect(wishOf(user('Sum it up', { type: 'text', text: document }))).toBeNull();
    expect(readConversation([made, user('hi')])).toMatchObject({ words: 'hi', hasEarlierPicture: true });
  });
});
