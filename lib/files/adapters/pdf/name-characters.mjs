// Corrects which characters the shapes in a PDF stand for. A shape of an Arabic letter at the end of a word is drawn by a
// code of its own, and several Chinese characters share their shape with a radical: who copies the text wants the letters
// as they are written. Reads only what our own drawing library wrote, uncompressed; compresses on the way out.

import { deflateSync } from 'node:zlib';

/** Arabic presentation forms, radicals, compatibility ideographs: each has a plain form. */
const FORMS = /[\u2e80-\u2fdf\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const TWINS = {
  '\u00ad': '-',
  '\u00a0': ' ',
  '\u2010': '-',
  '\u2011': '-',
  '\u2126': '\u03a9',
  '\u00b5': '\u03bc',
};

/** The PDF with plain characters, compressed. Throws when it is none of the kind that is expected here. */
export function nameCharacters(pdf) {
  const source = pdf.toString('latin1');
  const offsets = readOffsets(source);
  const parts = [Buffer.from(source.slice(0, Math.min(...offsets.values())), 'latin1')];
  let length = parts[0].length;
  const places = new Map();
  for (const [number, offset] of [...offsets].sort((left, right) => left[1] - right[1])) {
    const object = rewrite(source, offset);
    places.set(number, length);
    parts.push(object);
    length += object.length;
  }
  const [trailer] = source
    .slice(source.lastIndexOf('trailer'))
    .match(/trailer\s*<<[\s\S]*?>>(?=\s*startxref)/);
  const size = Math.max(...places.keys()) + 1;
  const lines = Array.from({ length: size }, (_, number) => {
    const place = places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${size}\n${lines.join('')}${trailer}\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table, 'latin1')]);
}

function readOffsets(source) {
  const start = Number(source.match(/startxref\s+(\d+)\s+%%EOF\s*$/)[1]);
  const [, first, count] = source.slice(start, start + 40).match(/^xref\s+(\d+) (\d+)\s+/);
  const offsets = new Map();
  const entry = /(\d{10}) \d{5} ([nf])/g;
  entry.lastIndex = start;
  for (let index = 0; index < Number(count); index += 1) {
    const [, offset, kind] = entry.exec(source);
    if (kind === 'n') offsets.set(Number(first) + index, Number(offset));
  }
  return offsets;
}

const MIN_COMPRESSED = 128;

function rewrite(source, offset) {
  const head = /\d+ 0 obj\s+/y;
  head.lastIndex = offset;
  head.exec(source);
  const stream = /<<[\s\S]*?\/Length (\d+)[\s\S]*?>>\s*stream\r?\n/y;
  stream.lastIndex = head.lastIndex;
  const ends = source.indexOf('endobj', offset);
  const found = stream.exec(source);
  // Without a stream, the next one is that of another object.
  if (!found || stream.lastIndex > ends)
    return Buffer.from(`${source.slice(offset, ends)}endobj\n`, 'latin1');
  const [dictionary, length] = found;
  const data = source.slice(stream.lastIndex, stream.lastIndex + Number(length));
  const body = Buffer.from(data.includes('begincmap') ? renameAll(data) : data, 'latin1');
  const isPlain = !dictionary.includes('/Filter') && body.length >= MIN_COMPRESSED;
  const bytes = isPlain ? deflateSync(body) : body;
  const newDictionary = dictionary.replace(
    /\/Length \d+/,
    () => `/Length ${bytes.length}${isPlain ? ' /Filter /FlateDecode' : ''}`,
  );
  return Buffer.concat([
    Buffer.from(source.slice(offset, head.lastIndex) + newDictionary, 'latin1'),
    bytes,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ]);
}

/** Rewrites the table of a font: from codes of shapes to characters. */
function renameAll(table) {
  return table
    .replace(/\d+ beginbfrange\n([\s\S]*?)endbfrange/g, (_, lines) => toSingles(lines))
    .replace(/(<[0-9A-Fa-f]+>) <([0-9A-Fa-f]+)>(?=\n)/g, (whole, code, character) =>
      // The bounds of the codes themselves look alike.
      character.length >= 4 ? `${code} <${rename(character)}>` : whole,
    );
}

function toSingles(lines) {
  const singles = [...lines.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g)].flatMap(
    ([, low, high, first]) =>
      Array.from({ length: Number.parseInt(high, 16) - Number.parseInt(low, 16) + 1 }, (_, index) => {
        const code = (Number.parseInt(low, 16) + index).toString(16).padStart(low.length, '0');
        return `<${code}> <${(Number.parseInt(first, 16) + index).toString(16).padStart(first.length, '0')}>\n`;
      }),
  );
  const blocks = [];
  for (let at = 0; at < singles.length; at += 100) {
    const block = singles.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('')}endbfchar`);
  }
  return blocks.join('\n');
}

function rename(hex) {
  const text = Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const plain = (TWINS[text] ?? text).replace(FORMS, toPlain);
  return Buffer.from(plain || text, 'utf16le')
    .swap16()
    .toString('hex')
    .toUpperCase();
}

/**
 * Two letters in one shape stand in the order they are seen: those who read a page turn around all that is written from
 * right to left, letter by letter.
 */
function toPlain(form) {
  const letters = [...form.normalize('NFKC').trim()];
  return (/[\ufb1d-\ufdff\ufe70-\ufefc]/.test(form) ? letters.toReversed() : letters).join('');
}
