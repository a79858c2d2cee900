// The fonts of a page come along as packages, so that it looks the same on a machine without any. Each package holds one
// font in many small files, one per group of characters; only those that the text needs are loaded.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The app always runs from its own folder. */
const folder = path.join(process.cwd(), 'node_modules/@fontsource-variable');

/** Chinese characters look different in Japanese: kana in the text tell which are meant. */
const HAN = ['noto-sans-sc'];
const HAN_WITH_KANA = ['noto-sans-jp', 'noto-sans-sc'];
const HANGUL = 'noto-sans-kr';
const LETTERS = ['inter', 'vazirmatn', 'noto-sans-hebrew'];
/** Inter has italics of its own; others are slanted. */
const WITH_ITALICS = new Set(['inter']);

/**
 * Loads what `text` needs. Returns what names the families for a part of it, best first, in running text and in code: only
 * those of its own characters, for each family that is looked through takes time.
 */
export function loadFonts(text) {
  const characters = new Set(text);
  const han = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? HAN_WITH_KANA : HAN;
  const others = [...LETTERS, HANGUL, ...han];
  return {
    running: nameFamilies(assign(others, characters), 'sans-serif'),
    code: nameFamilies(assign(['noto-sans-mono', ...others], characters), 'monospace'),
  };
}

function nameFamilies({ families, ofCharacter }, last) {
  return (text) => {
    const places = new Set(
      [...` ${text}`].flatMap((character) => ofCharacter.get(character.codePointAt(0)) ?? []),
    );
    const names = [...places].sort((left, right) => left - right).map((place) => `"${families[place]}"`);
    return [...names, last].join(', ');
  };
}

/** Each character to the first font that has it; Chinese ones of Japanese text to both, for each claims some that it lacks. */
function assign(packages, characters) {
  const families = [];
  const ofCharacter = new Map([...characters, ' '].map((character) => [character.codePointAt(0), []]));
  for (const name of packages) {
    for (const { subset, ranges } of subsetsOf(name)) {
      const found = [...ofCharacter].filter(
        ([code, places]) =>
          (places.length === 0 || (HAN.includes(name) && isHan(code))) &&
          ranges.some(([low, high]) => code >= low && code <= high) &&
          (name !== HANGUL || isHangul(code)),
      );
      if (found.length === 0) continue;
      families.push(register(name, subset));
      for (const [, places] of found) places.push(families.length - 1);
    }
  }
  return { families, ofCharacter };
}

const isHan = (code) => /\p{Script=Han}/u.test(String.fromCodePoint(code));
const isHangul = (code) => /\p{Script=Hangul}/u.test(String.fromCodePoint(code));

const loaded = new Set();

function register(name, subset) {
  const family = `${name}-${subset}`;
  if (loaded.has(family)) return family;
  loaded.add(family);
  const styles = WITH_ITALICS.has(name) ? ['normal', 'italic'] : ['normal'];
  for (const style of styles)
    GlobalFonts.registerFromPath(path.join(folder, name, `files/${family}-wght-${style}.woff2`), family);
  return family;
}

const tables = new Map();

function subsetsOf(name) {
  if (!tables.has(name)) {
    const table = JSON.parse(readFileSync(path.join(folder, name, 'unicode.json'), 'utf8'));
    const subsets = Object.entries(table).map(([key, ranges]) => ({
      // Numbered ones are written in brackets.
      subset: key.replace(/[[\]]/g, ''),
      ranges: ranges.split(',').map(readRange),
    }));
    tables.set(name, subsets);
  }
  return tables.get(name);
}

function readRange(range) {
  const [low, high = low] = range
    .trim()
    .replace(/^U\+/i, '')
    .split('-')
    .map((code) => Number.parseInt(code, 16));
  return [low, high];
}
