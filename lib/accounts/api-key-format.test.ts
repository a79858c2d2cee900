import { expect, it } from 'vitest';
import { hashApiKey, looksLikeApiKey, makeApiKey } from './api-key-format';

it('makes keys of 256 random bits that differ each time', () => {
  const keys = Array.from({ length: 100 }, () => makeApiKey().key);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) {
    expect(looksLikeApiKey(key)).toBe(true);
    expect(Buffer.from(key.slice('strand_'.length), 'base64url')).toHaveLength(32);
  }
});

it('stores a hash from which the key cannot be read, and a short beginning for recognition', () => {
  const { key, keyHash, prefix } = makeApiKey();
  expect(keyHash).toBe(hashApiKey(key));
  expect(keyHash).toMatch(/^[0-9a-f]{64}$/);
  expect(key.startsWith(prefix)).toBe(true);
  expect(prefix).toHaveLength(13);
});

it('does not take other texts for a key', () => {
  const { key } = makeApiKey();
  for (const other of [
    '',
    'strand_',
    key.slice(0, -1),
    `${key}x`,
    ` ${key}`,
    `${key}\n`,
    key.replace('strand', 'sk'),
  ]) {
    expect(looksLikeApiKey(other)).toBe(false);
  }
});
