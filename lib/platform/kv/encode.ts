import { createHash } from 'node:crypto';
import { messageTooLarge, notStorable } from './errors';

/** PostgreSQL's NOTIFY takes less than 8,000 bytes, envelope included; the same everywhere, so that stores can be swapped. */
export const MAX_MESSAGE_BYTES = 7000;
const MAX_PLAIN_KEY_LENGTH = 200;

/** The key as it is stored. Keys may be built from what people type, so odd and long ones are kept as digests. */
export function storedKey(key: string): string {
  if (key.length <= MAX_PLAIN_KEY_LENGTH && /^[\x21-\x7e]+$/.test(key)) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

export function encodeValue(value: unknown): string {
  const text = value === null ? undefined : JSON.stringify(value);
  if (text === undefined) throw notStorable();
  return text;
}

export function encodeMessage(message: unknown): string {
  const text = encodeValue(message);
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > MAX_MESSAGE_BYTES) throw messageTooLarge(sizeBytes, MAX_MESSAGE_BYTES);
  return text;
}
