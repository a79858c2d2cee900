import './without-eval';
import type { ThinEvent } from '@/lib/contracts';
import { thinEventSchema } from '@/lib/contracts/event';

/** A thin event as it came over Pusher, or null when it is none. Loaded with pusher-js: the schemas are large. */
export function parseThinEvent(data: unknown): ThinEvent | null {
  return thinEventSchema.safeParse(data).data ?? null;
}
