import { config } from './catalogue/config';

/**
 * A prompt with the words of a style and a mood, which are those of the configuration or, where it has none of that
 * name, the name itself.
 */
export function composePrompt(prompt: string, look: { style?: string; mood?: string } = {}): string {
  const { styles, moods } = config();
  const words = [
    look.style ? (own(styles, look.style)?.words ?? `${look.style} style`) : null,
    look.mood ? (own(moods, look.mood)?.words ?? `a ${look.mood} mood`) : null,
  ].filter((part) => part !== null);
  if (words.length === 0) return prompt;
  const stop = /[.!?]$/.test(prompt.trim()) ? '' : '.';
  const sentence = words.join('; ');
  return `${prompt.trim()}${stop} ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

const own = <T>(record: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
