import { SeededRandom } from './artwork/seeded-random';
import samples from './samples.json';

/** Text in Markdown for what was asked. */
type Say = (asked: string, match: RegExpMatchArray) => string;
type Rule = { when: RegExp; say: Say };

const MAX_COUNT = 5_000;
const MAX_PARAGRAPHS = 300;
const QUOTED_LENGTH = 240;

type SampleName = keyof typeof samples;
export const sample = (name: SampleName) => samples[name].join('\n');

/** What Studio says to what, the first that fits. */
export const rules: readonly Rule[] = [
  { when: /\bcount\s+(?:up\s+)?to\s+(\d{1,6})\b/i, say: (_, match) => count(Number(match[1])) },
  { when: /\b(\d{1,4})\s+paragraphs\b/i, say: (asked, match) => writeEssay(asked, Number(match[1])) },
  {
    when: /\b(?:long|detailed|endless)\s+(?:answer|reply|text|essay|story|article|message)\b/i,
    say: (asked) => writeEssay(asked, 12),
  },
  { when: /\btables?\b/i, say: () => sample('table') },
  { when: /\b(?:code|program|function|typescript|javascript|python)\b/i, say: () => sample('code') },
  { when: /\b(?:maths?|mathematics|formulas?|equations?|latex)\b/i, say: () => sample('math') },
  { when: /\b(?:markdown|formatting)\b/i, say: () => sample('markdown') },
  {
    when: /\b(?:who|what)\s+are\s+you\b|\byour\s+name\b|\bstudio\b/i,
    say: () => `${sample('identity')}\n\n${sample('abilities')}`,
  },
  { when: /\bhelp\b|\bwhat\s+can\s+(?:you|i)\s+do\b/i, say: () => sample('abilities') },
  {
    when: /^\s*(?:hi|hello|hey|good\s+(?:morning|day|evening)|hallo|guten\s+tag|bonjour|hola)\b/i,
    say: () => `${sample('greeting')}\n\n${sample('abilities')}`,
  },
];

/** The answer when no rule fits. */
export function sayWhatArrived(asked: string): string {
  const flat = asked.replace(/\s+/g, ' ').trim();
  const quoted = flat.length > QUOTED_LENGTH ? `${flat.slice(0, QUOTED_LENGTH)}…` : flat;
  const heard = quoted ? `Your message arrived:\n\n> ${quoted}\n\n` : '';
  return `${heard}I have no rule for that and cannot think about it.\n\n${sample('abilities')}`;
}

/** Says which files are there, before the rest of an answer; nothing where there are none. */
export function sayFilesArrived(files: readonly string[]): string {
  if (files.length === 0) return '';
  const names = files.map((name) => `\`${name.replaceAll('`', "'")}\``).join(', ');
  return `${names} arrived. I do not read, hear or watch files; a model may.\n\n`;
}

function count(wanted: number): string {
  const last = Math.min(Math.max(1, wanted), MAX_COUNT);
  return `${Array.from({ length: last }, (_, index) => index + 1).join(', ')}.`;
}

function writeEssay(asked: string, wanted: number): string {
  const random = new SeededRandom(asked);
  const paragraphs = Array.from({ length: Math.min(Math.max(1, wanted), MAX_PARAGRAPHS) }, (_, index) => {
    const heading = index % 4 === 0 ? `### Part ${index / 4 + 1}\n\n` : '';
    return heading + random.shuffle(samples.essay).slice(0, random.whole(4, 6)).join(' ');
  });
  return paragraphs.join('\n\n');
}
