const TITLE_LENGTH = 60;

/** The title of a conversation that begins with this text: its words on one line, or null when there are none. */
export function titleFrom(text: string | null): string | null {
  const line = text?.trim().replace(/\s+/g, ' ');
  if (!line) return null;
  if (line.length <= TITLE_LENGTH) return line;
  // Not in the middle of a character.
  return `${line
    .slice(0, TITLE_LENGTH - 1)
    .replace(/\p{Cs}$/u, '')
    .trimEnd()}…`;
}

/** What a conversation that begins with this file and no words is about: a recording made here is named by its time. */
export function titleFromFile(filename: string | null | undefined): string | null {
  return titleFrom(filename?.replace(/^(Voice note) \d{4}-\d\d-\d\d [\d.]+\w+$/, '$1') ?? null);
}
