import { CHARACTERS_PER_TOKEN } from '@/lib/models';

/** Letters of alphabets: about four make a token. Elsewhere one may be a token of its own. */
const LETTERS_PER_TOKEN = 4;
const FIRST_DENSE = 0x2e80;

/** About how many tokens a text is, rather too many than too few; for deciding, not for charging. */
export function estimateTokens(text: string): number {
  let dense = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= FIRST_DENSE) dense += 1;
  return Math.ceil((text.length - dense) / LETTERS_PER_TOKEN) + dense;
}

/** How many letters of room a text takes: signs that may each be a token take that of several, never more than their bytes. */
export function roomOf(text: string): number {
  let room = 0;
  for (let at = 0; at < text.length; at += 1) room += roomOfUnit(text.charCodeAt(at));
  return room;
}

/** The beginning of a text that room for so many letters holds. */
export function cutToRoom(text: string, characters: number): string {
  let left = characters;
  let end = 0;
  for (; end < text.length; end += 1) {
    left -= roomOfUnit(text.charCodeAt(end));
    if (left < 0) break;
  }
  // Not in the middle of a character.
  return text.slice(0, end).replace(/[\ud800-\udbff]$/, '');
}

/** A character of two units takes four bytes: its second half is one of them. */
function roomOfUnit(unit: number): number {
  const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
  return unit >= FIRST_DENSE && !isSecondHalf ? CHARACTERS_PER_TOKEN : 1;
}
