import type { Asset } from '@/lib/contracts';
import { formatBytes } from './format-bytes';
import { isVoiceNote } from './is-voice-note';

const kindNames: Record<Asset['type'], string> = {
  image: 'Picture',
  video: 'Video',
  audio: 'Recording',
  file: 'File',
};

/** What to call an asset when it is shown or read aloud. */
export function nameOfAsset(asset: Asset): string {
  if (asset.type === 'audio' && isVoiceNote(asset)) {
    return asset.source === 'generated' ? 'Spoken answer' : 'Voice note';
  }
  return asset.filename ?? asset.generation?.prompt ?? kindNames[asset.type];
}

/** What stands between a person and an asset, in words. Progress is from 0 to 1, null when unknown. */
export type AssetState =
  | { kind: 'ready' }
  | { kind: 'uploading' | 'working'; words: string; progress: number | null }
  | { kind: 'waiting'; words: string }
  | { kind: 'failed'; words: string; retryable: boolean }
  | { kind: 'gone'; why: 'harmful' | 'expired' | 'off'; words: string };

/** The state of an asset as people are told it. */
export function stateOfAsset(asset: Asset): AssetState {
  const { status, scan, error } = asset;
  if (error?.code === 'media.responses_off') return { kind: 'gone', why: 'off', words: error.message };
  if (status === 'quarantined' || scan === 'infected') {
    const words = error?.message ?? 'Held back: the virus scan found something harmful in it.';
    return { kind: 'gone', why: 'harmful', words };
  }
  if (status === 'expired') {
    return { kind: 'gone', why: 'expired', words: error?.message ?? 'Expired. It is no longer kept here.' };
  }
  if (status === 'uploading')
    return { kind: 'uploading', words: asset.stage ?? 'Uploading', progress: asset.progress };
  if (scan === 'pending') return { kind: 'waiting', words: 'Waiting for the virus scan' };
  if (status === 'processing') {
    return { kind: 'working', words: asset.stage ?? 'Preparing', progress: asset.progress };
  }
  if (status === 'failed') {
    const words = error?.message ?? `${kindNames[asset.type]} could not be prepared.`;
    // What never left this browser is sent again with its message, not prepared again.
    return {
      kind: 'failed',
      words,
      retryable: (error?.retryable ?? true) && asset.url !== '' && !isLocal(asset),
    };
  }
  return { kind: 'ready' };
}

/** True when the asset's own bytes can be read now; they can while it is still being prepared. */
export function isReadable(asset: Asset): boolean {
  const { kind } = stateOfAsset(asset);
  // Right after a reload, of a file that is on its way only the name is known.
  if (asset.url === '') return false;
  return kind === 'uploading' ? isLocal(asset) : kind !== 'gone' && kind !== 'waiting';
}

/** Only pictures that the server has can be worked on. */
export const isReworkable = (asset: Asset): boolean =>
  asset.type === 'image' && isReadable(asset) && stateOfAsset(asset).kind === 'ready';

/** Bytes that only this browser has. */
const isLocal = (asset: Asset) => asset.url.startsWith('blob:');

/** What a state says, with how far it is: `Making a preview, 40%`. */
export function sayState(state: AssetState): string | null {
  if (state.kind === 'ready') return null;
  const progress = 'progress' in state ? state.progress : null;
  const words = state.words.replace(/[….]+$/, state.kind === 'gone' || state.kind === 'failed' ? '.' : '');
  if (state.kind === 'gone' || state.kind === 'failed' || state.kind === 'waiting') return words;
  return progress === null ? `${words}…` : `${words}, ${Math.round(progress * 100)}%`;
}

/** The variant of a name, if it was made. */
export const variantOf = (asset: Asset, name: string) =>
  asset.variants.find((variant) => variant.name === name);

/** Where the sound or the film is read from: the copy that every browser plays, if one was made. */
export const playableUrl = (asset: Asset): string => variantOf(asset, 'playable')?.url ?? asset.url;

/** What kind of file it is and how much of it there is: `PDF · 12 pages · 1.2 MB`. */
export function factsOfFile({ format, page_count: pages, size_bytes }: Asset): string {
  const count = pages ? `${pages} ${pages === 1 ? 'page' : 'pages'}` : null;
  return [format.toUpperCase(), count, formatBytes(size_bytes)].filter(Boolean).join(' · ');
}
