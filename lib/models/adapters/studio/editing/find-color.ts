import names from '../color-names.json';

export type NamedColor = { name: string; color: string };

const OTHERS: Record<string, string> = {
  gray: 'grey',
  'light blue': 'sky blue',
  'dark blue': 'navy',
  'navy blue': 'navy',
  cyan: 'turquoise',
  beige: 'cream',
  rose: 'pink',
  golden: 'gold',
  rot: 'red',
  blau: 'blue',
  grün: 'green',
  gelb: 'yellow',
  rosa: 'pink',
  lila: 'purple',
  rouge: 'red',
  bleu: 'blue',
  vert: 'green',
  jaune: 'yellow',
  rojo: 'red',
  azul: 'blue',
  verde: 'green',
  amarillo: 'yellow',
};

const palette: Record<string, string> = names;
/** Longer names first: dark green is not green. */
const known = [...Object.keys(palette), ...Object.keys(OTHERS)].sort((a, b) => b.length - a.length);

/** The first colour that a text names, by the longest of its names. */
export function findColor(text: string): NamedColor | null {
  const pattern = new RegExp(`(?<!\\p{L})(${known.join('|')})(?!\\p{L})`, 'iu');
  const found = text.match(pattern)?.[1]?.toLowerCase();
  const name = found && (OTHERS[found] ?? found);
  const color = name && palette[name];
  return name && color ? { name, color } : null;
}
