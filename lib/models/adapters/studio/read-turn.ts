import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { sample } from './rules';
import { NOTE } from './wishes/read-conversation';

/** What a person sent: their words, written or spoken, their photos, and the names of other files. */
export type Turn = { words: string; photos: Uint8Array[]; files: string[] };

const attached = /^\[Attached (\w+): (.+?)(?:, \d+ bytes;|\. (?:What|Pictures|Nothing) )/;
const spoken = /^\[\d+:\d\d\] (.+)$/gm;

/** Reads the last turn of the person. What a document says is not what its sender asks for. */
export function readTurn(prompt: LanguageModelV4Prompt): Turn {
  const last = prompt.findLast((message) => message.role === 'user');
  const turn: Turn = { words: '', photos: [], files: [] };
  const words: string[] = [];
  let isMoment = false;
  for (const part of last?.content ?? []) {
    if (part.type === 'text') {
      isMoment = /^\[At \d/.test(part.text);
      if (!NOTE.test(part.text)) words.push(part.text);
      const [, kind, name] = part.text.match(attached) ?? [];
      if (kind === 'audio') words.push(...[...part.text.matchAll(spoken)].map(([, line = '']) => line));
      if (name) turn.files.push(name);
    } else {
      // A moment of a film is no photo.
      if (!isMoment && part.data.type === 'data' && part.data.data instanceof Uint8Array)
        turn.photos.push(part.data.data);
      isMoment = false;
    }
  }
  return { ...turn, words: words.join('\n').trim() };
}

/** Whether Studio has said in full who it is, in an earlier answer. */
export function hasIntroducedItself(prompt: LanguageModelV4Prompt): boolean {
  return prompt.some(
    (message) =>
      message.role === 'assistant' &&
      message.content.some((part) => part.type === 'text' && part.text.includes(sample('footer'))),
  );
}
