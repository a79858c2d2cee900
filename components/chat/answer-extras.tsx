'use client';

import type { Citation, TrailStep } from '@/lib/contracts';
import { Sources } from './sources';
import { sayFallback } from './trail-words';

/** What belongs to an answer and is no part of its words: its sources, and who answered in whose stead. */
export default function AnswerExtras({
  citations,
  trail,
}: {
  citations: readonly Citation[];
  trail: TrailStep[];
}) {
  const fallback = sayFallback(trail);
  return (
    <>
      {citations.length > 0 ? <Sources citations={citations} /> : null}
      {fallback ? <p className="text-caption text-muted">{fallback}</p> : null}
    </>
  );
}
