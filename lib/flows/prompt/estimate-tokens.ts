/** Letters of alphabets: about four make a token. Elsewhere one may be a token of its own. */
const LETTERS_PER_TOKEN = 4;
const FIRST_DENSE = 0x2e80;

/** About how many tokens a text is, rather too many than too few; for deciding, not for charging. */
export function estimateTokens(text: string): number {
  let dense = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= FIRST_DENSE) dense += 1;
  return Math.ceil((text.length - dense) / LETTERS_PER_TOKEN) + dense;
}

/** What a picture of the size that is sent takes, by the providers that charge most. */
export const PICTURE_TOKENS = 1_600;
