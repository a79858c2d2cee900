import { createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** `strand_` and 6 characters: enough to recognise a key in a list, 220 bits remain unknown. */
const PREFIX_LENGTH = 13;
const keyPattern = /^strand_[\w-]{43}$/;

/** A new API key (`strand_` and 256 random bits as base64url) with what is stored of it. */
export function makeApiKey(): { key: string; prefix: string; keyHash: string } {
  const key = `strand_${randomBytes(KEY_BYTES).toString('base64url')}`;
  return { key, prefix: key.slice(0, PREFIX_LENGTH), keyHash: hashApiKey(key) };
}

/** sha256, hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** True for a text in the form of our keys; says nothing about whether it is one. */
export function looksLikeApiKey(value: string): boolean {
  return keyPattern.test(value);
}
