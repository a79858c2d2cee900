import type { Asset, Plan, PlanStep, TrailStep } from '@/lib/contracts';
import { listAssets } from '@/lib/media';
import type { CatalogueModel, Converters } from '@/lib/models';
import { awaitAssets } from '../await-assets';
import { describeMedia } from '../describe-media';
import { transcribeMissing } from '../transcribe-media';
import { findConverters, planOf } from './plan-of';

type Conversion = {
  ownerId: string;
  conversationId: string;
  model: CatalogueModel;
  signal: AbortSignal;
  say(label: string): void;
};

export type ConvertedFiles = {
  /** Of all ids, as they are now. */
  assets: Asset[];
  plan: Plan | null;
  trail: TrailStep[];
};

/**
 * Waits for files that are being prepared, and has those that came with the message turned into what the model takes,
 * side by side. What could not be turned is planned as impossible, with the reason.
 */
export async function convertFiles(
  request: Conversion,
  ids: string[],
  attached: string[],
): Promise<ConvertedFiles> {
  const { ownerId, model } = request;
  const wait = { ...request, takesVideos: model.input.video };
  if (attached.length === 0) return { assets: await awaitAssets(ownerId, ids, wait), plan: null, trail: [] };
  const converters = await findConverters();
  if (converters.transcription && !model.input.audio) await writeDownMissing(ownerId, attached);
  const assets = await awaitAssets(ownerId, ids, wait);
  const files = attached.flatMap((id) => assets.find((asset) => asset.id === id) ?? []);
  const plan = planOf(model, files, converters, { isNow: true });
  const outcomes = await Promise.all(
    plan.steps.map((step, index) => convert(request, step, files[index] as Asset, converters)),
  );
  const changed = new Map(outcomes.map(({ asset }) => [asset.id, asset]));
  return {
    assets: assets.map((asset) => changed.get(asset.id) ?? asset),
    plan: { ...plan, steps: outcomes.map(({ step }) => step) },
    trail: outcomes.flatMap(({ trail }) => trail),
  };
}

type Outcome = { step: PlanStep; asset: Asset; trail: TrailStep[] };

async function convert(
  request: Conversion,
  step: PlanStep,
  asset: Asset,
  converters: Converters,
): Promise<Outcome> {
  const { model, say } = request;
  if (step.way !== 'converted') return { step, asset, trail: [] };
  const isLookedAt = asset.type === 'image' || asset.type === 'video';
  const mustDescribe = isLookedAt && !model.input.image && asset.description === null && converters.vision;
  const heard = hearing(step, asset, converters);
  if (!mustDescribe) return { step: heard.step, asset, trail: heard.trail };
  say(asset.type === 'image' ? 'Looking at the picture…' : 'Looking at the video…');
  const seen = await describeMedia(request.ownerId, asset, request);
  const trail = [...seen.trail, ...heard.trail];
  if (seen.description !== null) return { step, asset: { ...asset, description: seen.description }, trail };
  const isTold = asset.transcript !== null;
  const reason = `${model.name} cannot see, and describing the ${asset.type === 'image' ? 'picture' : 'video'} did not work.`;
  return isTold
    ? { step: { ...step, reason: `${reason} It is given what is said.` }, asset, trail }
    : { step: impossible(step, reason), asset, trail };
}

/** What became of the words of a recording that was to be written down. */
function hearing(
  step: PlanStep,
  asset: Asset,
  { transcription }: Converters,
): { step: PlanStep; trail: TrailStep[] } {
  if (asset.type === 'image' || asset.type === 'file' || !transcription) return { step, trail: [] };
  const done = asset.transcript !== null;
  if (asset.type === 'video' && !done) return { step, trail: [] };
  const trail: TrailStep = {
    ...{ task: 'transcribe', model: transcription.id, model_name: transcription.name },
    ...(done
      ? { outcome: 'done' }
      : { outcome: 'failed', code: 'media.not_transcribed', message: 'The recording was not written down.' }),
    asset_id: asset.id,
  };
  if (done) return { step, trail: [trail] };
  return { step: impossible(step, 'The recording could not be written down in time.'), trail: [trail] };
}

const impossible = (step: PlanStep, reason: string): PlanStep => ({
  ...{ ...step, way: 'impossible', via: null, via_name: null, reason },
});

/** A recording from before anything that listens was set up has no transcript, and nobody waits for one. */
async function writeDownMissing(ownerId: string, ids: string[]): Promise<void> {
  const missing = (await listAssets(ownerId, ids)).filter(
    ({ type, status, transcript, transcription }) =>
      (type === 'audio' || type === 'video') && status === 'ready' && !transcript && !transcription,
  );
  await Promise.all(missing.map(({ id }) => transcribeMissing(ownerId, id)));
}
