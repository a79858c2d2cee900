/** The opened but not yet closed part of a link or picture at the end of a text. */
const openLink = /!?\[([^\]\n]*)(?:\]\([^)\s]*(?: +"[^"\n]*"?)?)?$/;

/**
 * Finishes what the last lines of a growing text leave open, for showing only: `**bo` becomes `**bo**`, a link
 * whose address is still arriving its words, a picture nothing yet.
 */
export function completeTail(source: string): string {
  const lineStart = source.lastIndexOf('\n\n') + 1;
  const head = source.slice(0, lineStart);
  let tail = source.slice(lineStart);

  const ticks = unclosedTicks(tail);
  if (ticks !== null) {
    const empty = tail.endsWith(ticks);
    return empty ? head + tail.slice(0, -ticks.length) : head + tail + ticks;
  }

  const link = openLink.exec(tail);
  if (link && !/^!?\[[ xX]?\]?$/.test(link[0])) {
    tail = tail.slice(0, link.index) + (link[0].startsWith('!') ? '' : (link[1] ?? ''));
  }
  return head + closeEmphasis(tail);
}

/** The run of backticks that opens a code span without an end, or null. */
function unclosedTicks(text: string): string | null {
  let open: string | null = null;
  for (const [run] of text.matchAll(/(?<!\\)`+/g)) {
    if (open === null) open = run;
    else if (open === run) open = null;
  }
  return open;
}

function closeEmphasis(text: string): string {
  const plain = text.replace(/(`+)[\s\S]*?\1/g, (code) => ' '.repeat(code.length));
  const open: string[] = [];
  let lastEnd = 0;
  for (const found of plain.matchAll(/\\.|\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,2}|_{1,2}(?![\p{L}\p{N}])/gu)) {
    const mark = found[0];
    if (mark.startsWith('\\')) continue;
    const end = found.index + mark.length;
    const before = plain[found.index - 1] ?? ' ';
    const after = plain[end] ?? '';
    lastEnd = end;
    if (open.at(-1) === mark && !/\s/.test(before)) open.pop();
    else if (!/\s/.test(after) || after === '') {
      // A list's bullet at the start of a line is not emphasis.
      if (mark === '*' && /(^|\n)[ \t>]*$/.test(plain.slice(0, found.index)) && after === '') continue;
      open.push(mark);
    }
  }
  const dangling = open.at(-1);
  if (dangling && lastEnd === text.length && text.endsWith(dangling)) {
    open.pop();
    return text.slice(0, -dangling.length) + open.reverse().join('');
  }
  const body = text.trimEnd();
  return open.length > 0 ? body + open.reverse().join('') + text.slice(body.length) : text;
}
