import type { Asset, Plan } from '@/lib/contracts';
import {
  type CatalogueModel,
  type Converters,
  chooseMaker,
  planInput,
  type WantedOutput,
} from '@/lib/models';
import { planFileOf } from './plan-file-of';

/** The plan for these assets; see `planInput`. */
export function planOf(
  model: CatalogueModel,
  assets: Asset[],
  converters: Converters,
  { hasText = false, wanted = null }: { hasText?: boolean; wanted?: WantedOutput | null } = {},
): Plan {
  return planInput({ model, hasText, files: assets.map(planFileOf), converters, wanted });
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
