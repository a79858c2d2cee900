import type { Asset } from '@/lib/contracts';

const kindNames: Record<Asset['type'], string> = {
  image: 'Picture',
  video: 'Video',
  audio: 'Recording',
  file: 'File',
};

/** What to call an asset when it is shown or read aloud. */
export function nameOfAsset(asset: Asset): string {
  return asset.filename ?? asset.generation?.prompt ?? kindNames[asset.type];
}

/** Why an asset cannot be shown and what to do, or null when it can. */
export function problemOfAsset(asset: Asset): string | null {
  switch (asset.status) {
    case 'failed':
      return 'This file could not be prepared. Send it again, or in another format.';
    case 'quarantined':
      return 'This file is held back because it may be harmful.';
    case 'expired':
      return 'This file has expired and is no longer kept.';
    default:
      return null;
  }
}

/** True while the server still works on an asset. */
export function isPreparing(asset: Asset): boolean {
  return asset.status === 'uploading' || asset.status === 'processing';
}
