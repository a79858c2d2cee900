import type { Asset, TrailStep } from '@/lib/contracts';
import { AppError, newId } from '@/lib/kernel';
import { keepDescription, readForModel, readFramesForModel } from '@/lib/media';
import { describeImage, isAbort, quote, trailOf } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { changeAsset } from './change-asset';
import { releaseCharge, reserveCharge, settleCharge } from './charge';
import { clockTime } from './prompt/said-in';

/** Moments of a film that are looked at: each is a call of its own. */
const MOMENTS = 3;

export type Described = { description: string | null; trail: TrailStep[] };

type Look = { conversationId: string; signal: AbortSignal };

/**
 * Has a picture, or moments of a film, described by a model that sees, keeps that with the asset and tells those who
 * show it. Null when it did not work, with the reason in the trail; throws only when `signal` is aborted.
 */
export async function describeMedia(ownerId: string, asset: Asset, look: Look): Promise<Described> {
  // A second attempt is a charge of its own.
  const key = `description:${asset.id}:${newId()}`;
  const audit = { tool: 'description', parameters: { asset_id: asset.id } };
  try {
    const pictures = await readPictures(ownerId, asset);
    const quoted = await quote({ use: 'vision' });
    if (!quoted || pictures.length === 0) return { description: null, trail: [] };
    await reserveCharge({
      ...{ key, ownerId, kind: 'text', model: quoted.maker.id, subject: { type: 'asset', id: asset.id } },
      ...{ conversationId: look.conversationId, amountMicros: (quoted.micros ?? 0) * pictures.length },
    });
    const told = await describeEach(pictures, look.signal);
    const [first] = told;
    if (!first) throw new Error('nobody looked');
    const description = told.map(({ text }) => text).join('\n');
    await settleCharge(key, {
      ...{ ownerId, model: first.maker.id, usage: first.usage },
      amountMicros: told.reduce((sum, { costMicros }) => sum + costMicros, 0),
      isEstimate: told.some(({ isEstimate }) => isEstimate),
      audit: { ...audit, outcome: 'complete' },
    });
    await changeAsset(ownerId, asset.id, 'asset.described', (tx) =>
      keepDescription(tx, ownerId, asset.id, description),
    );
    return { description, trail: first.trail.map((step) => ({ ...step, asset_id: asset.id })) };
  } catch (error) {
    const isStopped = look.signal.aborted || isAbort(error);
    const code = AppError.isInstance(error) ? error.code : 'models.failed';
    await releaseCharge(key, {
      ownerId,
      audit: { ...audit, outcome: isStopped ? 'cancelled' : 'failed', error: code },
    }).catch((failure: unknown) => logger.warn('charge not released', { key, error: failure }));
    if (isStopped) throw error;
    logger.warn('media not described', { assetId: asset.id, error });
    return { description: null, trail: trailOf(error).map((step) => ({ ...step, asset_id: asset.id })) };
  }
}

type Picture = { mediaType: string; bytes: Uint8Array; atMs: number | null };

async function readPictures(ownerId: string, asset: Asset): Promise<Picture[]> {
  if (asset.type === 'image') return [{ ...(await readForModel(ownerId, asset.id)), atMs: null }];
  return readFramesForModel(ownerId, asset.id, MOMENTS);
}

/** What was seen in those pictures that could be looked at. Throws when that is none, or when `signal` is aborted. */
async function describeEach(pictures: Picture[], signal: AbortSignal) {
  const looks = await Promise.allSettled(pictures.map((picture) => describeOne(picture, signal)));
  signal.throwIfAborted();
  const told = looks.flatMap((look) => (look.status === 'fulfilled' && look.value ? [look.value] : []));
  const failed = looks.find((look) => look.status === 'rejected');
  if (told.length === 0 && failed) throw failed.reason;
  return told;
}

async function describeOne({ mediaType, bytes, atMs }: Picture, signal: AbortSignal) {
  const made = await describeImage({ mediaType, bytes, signal });
  if ('status' in made) return null;
  return atMs === null ? made : { ...made, text: `[At ${clockTime(atMs)}] ${made.text}` };
}
