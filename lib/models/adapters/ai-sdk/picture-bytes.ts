import type { SharedV4FileDataData } from '@ai-sdk/provider';
import { hasSignature } from './signature';

const signatures: [string, (bytes: Uint8Array) => boolean][] = [
  ['image/png', (bytes) => hasSignature(bytes, [0x89, 0x50, 0x4e, 0x47])],
  ['image/jpeg', (bytes) => hasSignature(bytes, [0xff, 0xd8, 0xff])],
  ['image/gif', (bytes) => hasSignature(bytes, [0x47, 0x49, 0x46, 0x38])],
  ['image/webp', (bytes) => hasSignature(bytes, [0x52, 0x49, 0x46, 0x46]) && bytes[8] === 0x57],
];

/** The bytes of a picture, whichever way the provider gave them. */
export function toBytes(data: SharedV4FileDataData['data']): Uint8Array {
  // Buffer decodes several times faster than the SDK's portable way, and pictures are megabytes.
  return typeof data === 'string' ? Buffer.from(data, 'base64') : data;
}

/** What a picture is by its first bytes, or null when they are none of the usual ones. */
export function knownPictureType(bytes: Uint8Array): string | null {
  return signatures.find(([, matches]) => matches(bytes))?.[0] ?? null;
}

/** What a picture is by its first bytes, or `declared` when they are none of the usual ones. */
export function pictureType(bytes: Uint8Array, declared: string): string {
  return knownPictureType(bytes) ?? declared;
}
