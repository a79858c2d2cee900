export type TimedText = { start_ms: number; end_ms: number; text: string };

/** A line that can be read at a glance while it is spoken. */
const MAX_LINE_CHARACTERS = 84;
const MAX_LINE_MS = 7_000;
/** A breath between two thoughts. */
const PAUSE_MS = 900;

const isOneWord = ({ text }: TimedText) => !/\s/.test(text);
const endsSentence = (text: string) => /[.!?…。！？]["'”’)\]]*$/.test(text);

/**
 * Some models tell the time of each word: those are gathered into lines that end with a sentence, at a pause, or
 * when they get long. Lines stay as they are. Words
 * that come bare take their capitals and full stops from `text`, when it has as many.
 */
export function groupWords(timed: TimedText[], text = ''): TimedText[] {
  if (!timed.every(isOneWord)) return timed;
  const lines: TimedText[] = [];
  for (const word of asWritten(timed, text)) {
    const line = lines.at(-1);
    if (line && continues(line, word)) {
      line.text += ` ${word.text}`;
      line.end_ms = Math.max(line.end_ms, word.end_ms);
    } else lines.push({ ...word });
  }
  return lines;
}

function asWritten(words: TimedText[], text: string): TimedText[] {
  const written = text.match(/\S+/g) ?? [];
  if (written.length !== words.length) return words;
  return words.map((word, index) => ({ ...word, text: written[index] ?? word.text }));
}

function continues(line: TimedText, word: TimedText): boolean {
  if (endsSentence(line.text) || word.start_ms - line.end_ms >= PAUSE_MS) return false;
  return (
    line.text.length + word.text.length < MAX_LINE_CHARACTERS && word.end_ms - line.start_ms <= MAX_LINE_MS
  );
}
