// Words into lines of a width. A word is a list of pieces, each of one style; what is written without spaces may break
// between its characters.

const SPACED = /\s/;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fc\uff00-\uffef\p{Script=Thai}]/u;
/** Never at the beginning of a line, never at its end. */
const CLOSES =
  /[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\u300d\u300f\u3011\u300b\u30fc\u3005\u2026%)\]}.,:;!?]/u;
const OPENS = /[\uff08\u300c\u300e\u3010\u300a([{]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Lines of `{ words, width }`; a word is `{ pieces: [{ text, style, width }], width, gap }`, `gap` being the space before
 * it. `measure(text, style)` gives points.
 */
export function breakLines(spans, maxWidth, measure) {
  const lines = [];
  let line = { words: [], width: 0 };
  const end = () => {
    lines.push(line);
    line = { words: [], width: 0 };
  };
  for (const word of splitWords(spans, measure)) {
    if (word.isBreak) {
      end();
      continue;
    }
    for (const part of word.width > maxWidth ? splitLongWord(word, maxWidth, measure) : [word]) {
      const gap = line.words.length > 0 ? part.gap : 0;
      if (line.words.length > 0 && line.width + gap + part.width > maxWidth) end();
      part.gap = line.words.length > 0 ? part.gap : 0;
      line.words.push(part);
      line.width += part.gap + part.width;
    }
  }
  if (line.words.length > 0 || lines.length === 0) end();
  return lines;
}

function splitWords(spans, measure) {
  const words = [];
  let gap = 0;
  let word = null;
  const close = () => {
    if (word) words.push(word);
    word = null;
  };
  const add = (text, style) => {
    const width = measure(text, style);
    word ??= { pieces: [], width: 0, gap };
    gap = 0;
    word.pieces.push({ text, style, width });
    word.width += width;
  };
  for (const { text, ...style } of spans) {
    for (const piece of text.match(/\n|[^\S\n]+|[^\s]+/g) ?? []) {
      if (piece === '\n') {
        close();
        words.push({ isBreak: true });
        gap = 0;
      } else if (SPACED.test(piece)) {
        close();
        gap = measure(' ', style) * (style.code ? piece.length : 1);
      } else {
        for (const run of splitUnspaced(piece)) {
          if (run.opensWord) close();
          add(run.text, style);
        }
      }
    }
  }
  close();
  return words;
}

/** Where a line may break within what has no spaces. */
function splitUnspaced(piece) {
  if (!UNSPACED.test(piece)) return [{ text: piece, opensWord: false }];
  const runs = [];
  let before = '';
  for (const { segment } of graphemes.segment(piece)) {
    const breaks =
      before !== '' &&
      (UNSPACED.test(before) || UNSPACED.test(segment)) &&
      !CLOSES.test(segment) &&
      !OPENS.test(before);
    const last = runs.at(-1);
    if (breaks || !last) runs.push({ text: segment, opensWord: breaks });
    else last.text += segment;
    before = segment;
  }
  return runs;
}

/** A word that is longer than a line, in pieces that fit. */
function* splitLongWord(word, maxWidth, measure) {
  let part = { pieces: [], width: 0, gap: word.gap };
  for (const { text, style } of word.pieces) {
    let piece = { text: '', style, width: 0 };
    for (const { segment } of graphemes.segment(text)) {
      const width = measure(segment, style);
      if (part.width + piece.width + width > maxWidth && part.width + piece.width > 0) {
        if (piece.text) part.pieces.push(piece);
        yield { ...part, width: part.width + piece.width };
        part = { pieces: [], width: 0, gap: 0 };
        piece = { text: '', style, width: 0 };
      }
      piece.text += segment;
      piece.width += width;
    }
    part.pieces.push(piece);
    part.width += piece.width;
  }
  yield part;
}
