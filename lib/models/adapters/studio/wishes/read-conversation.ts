import type { PromptMessage, PromptPart } from '../../../ports';
import { sample } from '../rules';

export type ToolOutcome = { tool: string; input: unknown; output: string; isError: boolean };

/** What Studio takes from a conversation. */
export type Conversation = {
  /** The words of the person's last message, without what Strand wrote into it. */
  words: string;
  /** Whether that message brings pictures. */
  hasPhotos: boolean;
  /** Whether there is a picture before it, sent or made. */
  hasEarlierPicture: boolean;
  /** What was answered before, without what Studio says of itself; empty when nothing was. */
  lastAnswer: string;
  /** What came of the tools called in this answer. */
  outcomes: ToolOutcome[];
  /** Studio has said in full who it is. */
  isIntroduced: boolean;
};

/** What Strand writes into a prompt to tell a model of a file. */
export const NOTE = /^\[(?:Attached |At \d|A file that is no longer|Picture \S+, (?:sent|made) by )/;
const PICTURE_NOTE = /^\[Picture \S+, /;
const SPOKEN = /^\[\d+:\d\d\] (.+)$/gm;
const FOOTER = /\n*^> \*(?:I am )?Studio, the built-in[^\n]*$/gm;

export function readConversation(messages: readonly PromptMessage[]): Conversation {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const said = messages.slice(0, Math.max(0, last));
  const isPicture = (part: PromptPart) =>
    part.type === 'image' || (part.type === 'text' && PICTURE_NOTE.test(part.text));
  const answers = said.filter(({ role }) => role === 'assistant').map(textOf);
  const lastParts = messages[last]?.parts ?? [];
  return {
    words: lastParts.flatMap(wordsOf).join('\n').trim(),
    hasPhotos: lastParts.some((part, at) => part.type === 'image' && !isMoment(lastParts[at - 1])),
    hasEarlierPicture: said.some(({ parts }) => parts.some(isPicture)),
    lastAnswer: (answers.findLast((text) => text !== '') ?? '').replace(FOOTER, '').trim(),
    outcomes: readOutcomes(messages.slice(last + 1)),
    isIntroduced: answers.some((text) => text.includes(sample('footer'))),
  };
}

const textOf = ({ parts }: PromptMessage) =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');

/** A moment of a film is no photo. */
const isMoment = (before: PromptPart | undefined) => before?.type === 'text' && /^\[At \d/.test(before.text);

function wordsOf(part: PromptPart): string[] {
  if (part.type !== 'text') return [];
  if (!NOTE.test(part.text)) return [part.text];
  if (!part.text.startsWith('[Attached audio')) return [];
  return [...part.text.matchAll(SPOKEN)].map(([, line = '']) => line);
}

function readOutcomes(messages: readonly PromptMessage[]): ToolOutcome[] {
  const parts = messages.flatMap((message) => message.parts);
  const inputs = new Map(
    parts.flatMap((part) => (part.type === 'tool-call' ? [[part.callId, part.input]] : [])),
  );
  return parts.flatMap((part) =>
    part.type === 'tool-result'
      ? [{ tool: part.tool, input: inputs.get(part.callId), output: part.output, isError: part.isError }]
      : [],
  );
}
