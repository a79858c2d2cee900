import type { Asset } from '@/lib/contracts';

type LocalCopy = {
  /** The id it had while it was on its way. */
  id: string;
  /** An object URL; null when the bytes were let go. */
  url: string | null;
};

/** Assets that this page has sent, by id. */
const copies = new Map<string, LocalCopy>();

/** While the server's picture is on its way, ours is still looked at. */
const PICTURE_MS = 60_000;

/**
 * Notes that an asset is what was shown from this browser until now. A recording is heard from here as long as the
 * page lives, so that arriving does not interrupt it; other bytes are let go soon.
 */
export function noteLocalCopy(asset: Asset, id: string, url: string): void {
  copies.set(asset.id, { id, url: asset.type === 'audio' ? url : null });
  if (asset.type !== 'audio') setTimeout(() => URL.revokeObjectURL(url), PICTURE_MS);
}

/** Stays the same when an asset arrives at the server and gets its own id: what shows it stays too. */
export const keyOfAsset = (asset: Asset): string => copies.get(asset.id)?.id ?? asset.id;

/** Where this page can hear it without asking the server, or null. */
export const localUrlOf = (asset: Asset): string | null => copies.get(asset.id)?.url ?? null;
