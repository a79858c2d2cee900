// Where the words of a line stand when some of them are written from right to left. The letters within a word are put in
// order by the one who draws them.

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

export const hasRightToLeft = (text) => RIGHT_TO_LEFT.test(text);

/** The direction of a text: that of its first letter. */
export function directionOf(text) {
  const [first] = text.match(LETTER) ?? [];
  return first && RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr';
}

/** For each word, in reading order, `{ word, x, direction }`, x from the left end of the words. */
export function orderWords(words, base) {
  const directions = resolveDirections(words, base);
  const order = new Map(words.map((word, index) => [word, index]));
  const xs = new Map();
  let x = 0;
  let before = -1;
  for (const word of toVisualOrder(words, directions, base)) {
    const index = order.get(word);
    // The space between two neighbours belongs to the one that is read later.
    if (before >= 0) x += words[Math.max(before, index)].gap;
    xs.set(word, x);
    x += word.width;
    before = index;
  }
  return words.map((word, index) => ({ word, x: xs.get(word), direction: directions[index] }));
}

/** What has no letters goes with its neighbours when they agree, else with the line; numbers with what they follow. */
function resolveDirections(words, base) {
  const own = words.map(({ pieces }) => {
    const text = pieces.map((piece) => piece.text).join('');
    if (LETTER.test(text)) return directionOf(text);
    return /\p{N}/u.test(text) ? 'number' : null;
  });
  return own.map((direction, index) => {
    if (direction === 'ltr' || direction === 'rtl') return direction;
    const isLetter = (other) => other === 'ltr' || other === 'rtl';
    const before = own.slice(0, index).findLast(isLetter) ?? base;
    if (direction === 'number') return before;
    const after = own.slice(index).find(isLetter) ?? base;
    return before === after ? before : base;
  });
}

function toVisualOrder(words, directions, base) {
  const runs = [];
  for (const [index, word] of words.entries()) {
    const last = runs.at(-1);
    if (last?.direction === directions[index]) last.words.push(word);
    else runs.push({ direction: directions[index], words: [word] });
  }
  const inLine = base === 'rtl' ? runs.toReversed() : runs;
  return inLine.flatMap(({ direction, words: run }) => (direction === 'rtl' ? run.toReversed() : run));
}
