/** Languages by the letters they are written in, the one that most readers mean first. */
const scripts: [RegExp, string[]][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, ['ja']],
  [/\p{Script=Hangul}/gu, ['ko']],
  [/\p{Script=Han}/gu, ['zh', 'ja']],
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr']],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur']],
  [/\p{Script=Hebrew}/gu, ['he']],
  [/\p{Script=Devanagari}/gu, ['hi']],
  [/\p{Script=Bengali}/gu, ['bn']],
  [/\p{Script=Tamil}/gu, ['ta']],
  [/\p{Script=Thai}/gu, ['th']],
];

const others = new Set(scripts.flatMap(([, languages]) => languages));
const baseOf = (tag: string) => tag.split('-')[0]?.toLowerCase() ?? tag;

/** Enough letters to tell. */
const LOOKED_AT = 600;

/**
 * The language to read a text in: what its letters say, and among several of the same letters the one that the person
 * prefers. `preferred` are tags in the order of preference.
 */
export function guessLanguage(text: string, preferred: string[]): string {
  const start = text.slice(0, LOOKED_AT);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const written = scripts.find(([letter]) => (start.match(letter)?.length ?? 0) > letters * 0.3);
  const fits = (tag: string) => (written ? written[1].includes(baseOf(tag)) : !others.has(baseOf(tag)));
  return preferred.find(fits) ?? written?.[1][0] ?? 'en';
}
