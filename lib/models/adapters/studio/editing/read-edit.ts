import { findColor, type NamedColor } from './find-color';
import phrases from './phrases.json';

export type Turn = 'right' | 'left' | 'around';
export type Simple = Exclude<
  keyof typeof phrases,
  'right' | 'left' | 'around' | 'frame' | 'caption' | 'rotate'
>;

/** One change of a picture that a rule can make. */
export type Edit =
  | { edit: 'tint'; color: NamedColor }
  | { edit: 'frame'; color: NamedColor }
  | { edit: 'rotate'; turn: Turn }
  | { edit: 'caption'; text: string }
  | { edit: Simple };

const SIMPLE = Object.keys(phrases).filter(
  (name) => !['right', 'left', 'around', 'frame', 'caption', 'rotate'].includes(name),
) as Simple[];
const WHITE: NamedColor = { name: 'white', color: '#f7f7f5' };
const QUOTED = /["“„«'‘]([^"”“»'’]{1,200})["”“»'’]/;
/** What stands behind such words is what is to be written, when nothing is quoted. */
const WRITES =
  /\b(?:text|caption|title)\b\s*:?\s+(.{1,200})$|\bwrite\s+(.{1,200}?)\s+(?:on|onto|across|over)\s+(?:it|the|this|that)\b/i;

/** The changes that an instruction asks for, as far as there are rules; none when there is none. */
export function readEdits(instruction: string): Edit[] {
  const text = readCaption(instruction);
  // What is to be written is no instruction.
  const rest = (text ? instruction.replace(text, ' ') : instruction).toLowerCase();
  const edits: Edit[] = SIMPLE.filter((name) => names(rest, name)).map((edit) => ({ edit }));
  const color = findColor(rest.replace(/black\s*(?:and|&|\+)\s*white/g, ' '));
  const wantsFrame = names(rest, 'frame');
  if (color && !wantsFrame && !edits.some(({ edit }) => edit === 'grey'))
    edits.unshift({ edit: 'tint', color });
  if (names(rest, 'rotate')) edits.push({ edit: 'rotate', turn: readTurn(rest) });
  if (wantsFrame) edits.push({ edit: 'frame', color: color ?? WHITE });
  if (text) edits.push({ edit: 'caption', text });
  return edits;
}

function readCaption(instruction: string): string | null {
  if (!names(instruction.toLowerCase(), 'caption')) return null;
  const written = instruction.match(WRITES);
  const text = instruction.match(QUOTED)?.[1] ?? written?.[1] ?? written?.[2];
  return text?.trim() || null;
}

function readTurn(text: string): Turn {
  if (names(text, 'left')) return 'left';
  return names(text, 'around') ? 'around' : 'right';
}

/** Whether a text has one of the phrases, as whole words. */
function names(text: string, name: keyof typeof phrases): boolean {
  return phrases[name].some((phrase) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${phrase.replaceAll(' ', '\\s+')}(?![\\p{L}\\p{N}])`, 'u').test(text),
  );
}
