import type { Asset, Plan } from '@/lib/contracts';
import {
  type CatalogueModel,
  type Converters,
  chooseMaker,
  planInput,
  type Room,
  type WantedOutput,
} from '@/lib/models';
import { planFileOf } from './plan-file-of';

type PlanOptions = {
  hasText?: boolean;
  wanted?: WantedOutput | null;
  /** The model is about to be asked: what is not ready is not given. */
  isNow?: boolean;
  room?: Room;
};

/** The plan for these assets; see `planInput`. */
export function planOf(
  model: CatalogueModel,
  assets: Asset[],
  converters: Converters,
  { hasText = false, wanted = null, isNow = false, room }: PlanOptions = {},
): Plan {
  const files = assets.map((asset) => planFileOf(asset, { isNow }));
  return planInput({ model, hasText, files, converters, wanted, room });
}

/** Who converts here what a model cannot take. */
export async function findConverters(): Promise<Converters> {
  const [vision, transcription] = await Promise.all([chooseMaker('vision'), chooseMaker('transcription')]);
  return {
    vision: vision.status === 'chosen' ? named(vision.maker) : null,
    transcription: transcription.status === 'chosen' ? named(transcription.maker) : null,
  };
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
