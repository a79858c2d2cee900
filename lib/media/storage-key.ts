import type { MediaKind } from '@/lib/contracts';

/** For what comes before it is known which conversation will show it. */
const NO_CONVERSATION = 'unfiled';

const MAX_KEY_LENGTH = 400;
// Words joined by single dots and dashes: no `..`, and dot folders are left to the drivers themselves.
const keyPattern = /^media(?:\/[a-z0-9_]+(?:[.-][a-z0-9_]+)*)+$/;
const timeInName = /\/(\d{17})_[^/]+$/;
const idInName = /\/\d{17}_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[^/]+$/;

export type KeyParts = {
  kind: MediaKind;
  /** The conversation it was made or sent for, when that is known: an id that was looked up, never one as given. */
  conversationId?: string | null;
  source: 'upload' | 'generated';
  at: Date;
  assetId: string;
  /** From our own table of formats, never from a file name. */
  extension: string;
  variant?: string;
};

/** `media/{type}/{conversation}/{source}/{time}_{id}[.{variant}].{ext}`: built from our own words and ids only. */
export function makeStorageKey(parts: KeyParts): string {
  const { kind, conversationId, source, at, assetId, extension, variant } = parts;
  const time = at.toISOString().replace(/\D/g, '');
  const name = [`${time}_${assetId.toLowerCase()}`, variant, extension].filter(Boolean).join('.');
  if (/[^a-z0-9._-]/.test(name)) throw new Error(`Not the name of a stored file: ${JSON.stringify(name)}`);
  return requireStorageKey(
    `media/${kind}/${conversationId?.toLowerCase() ?? NO_CONVERSATION}/${source}/${name}`,
  );
}

/** When the bytes under a key were stored, to tell how old they are; null when the key is not of our layout. */
export function timeOfKey(key: string): Date | null {
  const digits = timeInName.exec(key)?.[1];
  if (!digits || !assetIdOfKey(key)) return null;
  const [, year, month, day, hour, minute, second, ms] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(digits) ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Returns the key when it is one; throws otherwise, for a bad key is a mistake of ours, not of a person. */
export function requireStorageKey(key: string): string {
  if (key.length > MAX_KEY_LENGTH || !keyPattern.test(key))
    throw new Error(`Not a storage key: ${JSON.stringify(key)}`);
  return key;
}

/** The asset a key belongs to, or null when the key is not of our layout. */
export function assetIdOfKey(key: string): string | null {
  return idInName.exec(key)?.[1] ?? null;
}
