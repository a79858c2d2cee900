import { setTimeout as sleep } from 'node:timers/promises';
import type { Asset } from '@/lib/contracts';
import { listAssets } from '@/lib/media';

const PATIENCE_MS = 60_000;
const LOOK_MS = 500;
/** What takes longer hangs on something else, as on a scanner that is down: it must not slow down every answer. */
const MAX_AGE_MS = 5 * 60_000;

const nouns: Record<Asset['type'], string> = {
  image: 'picture',
  audio: 'recording',
  video: 'video',
  file: 'document',
};

/**
 * The owner's assets of these ids, waited for while they are prepared and written down: up to a minute, after which they are
 * given as they are. Of a video only what a model needs is waited for. `say` hears what is waited for. Throws when `signal` is aborted.
 */
export async function awaitAssets(
  ownerId: string,
  ids: string[],
  { signal, say, takesVideos }: { signal: AbortSignal; say(label: string): void; takesVideos: boolean },
): Promise<Asset[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let said = ''; ; ) {
    signal.throwIfAborted();
    const assets = ids.length === 0 ? [] : await listAssets(ownerId, ids);
    const waiting = assets.find((asset) => isWorthWaitingFor(asset, takesVideos));
    if (!waiting || Date.now() > deadline) return assets;
    const doing = waiting.transcription ? 'Listening to' : 'Preparing';
    const label = `${doing} the ${nouns[waiting.type]}…`;
    if (label !== said) say(label);
    said = label;
    await sleep(LOOK_MS, undefined, { signal });
  }
}

function isWorthWaitingFor(
  { status, transcription, created_at, type, variants }: Asset,
  takesVideos: boolean,
): boolean {
  if (Date.now() - Date.parse(created_at) > MAX_AGE_MS) return false;
  if (transcription?.status === 'waiting') return true;
  if (status !== 'processing') return false;
  const has = (name: string) => variants.some((variant) => variant.name.startsWith(name));
  // All that a model is given that takes no videos is there long before the copy that plays everywhere.
  return takesVideos || !(type === 'video' && has('keyframe_') && has('audio'));
}
