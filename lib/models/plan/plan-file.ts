import type { PlanStep } from '@/lib/contracts';

/** Who turns something into something else. */
export type Named = { id: string; name: string };

export type Converters = {
  /** Looks at pictures for models that cannot. */
  vision: Named | null;
  /** Writes down what is said. */
  transcription: Named | null;
};

/** What is known of an attached file before anything of it is sent. */
export type PlanFile = {
  assetId: string;
  kind: 'image' | 'audio' | 'video' | 'document' | 'file';
  isPdf: boolean;
  bytes: number;
  seconds: number | null;
  pages: number | null;
  /** Longer side of a picture as it came, in pixels. */
  side: number | null;
  /** Of what of the picture would be sent. */
  sent: { side: number | null; bytes: number };
  /** It has been described before. */
  hasDescription: boolean;
  /** failed: it was tried, and did not work. */
  transcript: 'there' | 'waiting' | 'failed' | 'none';
  /** A film without sound. */
  isSilent: boolean;
  /** Pictures of its moments; null: they will be there once it is prepared. */
  moments: number | null;
  /** Its words as text, in bytes; null: it has none that can be read. */
  textBytes: number | null;
  /** It may still be prepared, so that more of it will be known. */
  isPreparing: boolean;
  /** It is needed now, and is not ready. */
  isLate: boolean;
};

/** How one file is handled, without whose it is. */
export type Handling = Omit<PlanStep, 'asset_id' | 'direction'>;

export const handled = (
  kind: PlanStep['kind'],
  way: PlanStep['way'],
  reason: string,
  by: Named | null = null,
): Handling => ({ kind, way, via: by?.id ?? null, via_name: by?.name ?? null, reason });
