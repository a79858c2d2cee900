/** How many lines are laid out together: few enough to be cheap to replace, many enough not to crowd the page. */
const LINES_TOGETHER = 32;

/** Cuts a text into runs of whole lines; laid end to end they are the text. */
export function splitLines(text: string, together: number = LINES_TOGETHER): string[] {
  const runs: string[] = [];
  let from = 0;
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines % together !== 0) continue;
    runs.push(text.slice(from, at + 1));
    from = at + 1;
  }
  if (from < text.length || runs.length === 0) runs.push(text.slice(from));
  return runs;
}
