import type { ChargeKind } from '@/lib/contracts';

/** One scale from dark to light: told apart without seeing hues. */
export const kindFill: Record<ChargeKind, string> = {
  text: 'fill-chart-1',
  image: 'fill-chart-2',
  video: 'fill-chart-3',
  speech: 'fill-chart-4',
  transcription: 'fill-chart-5',
  search: 'fill-chart-6',
};

/** The colour of a kind, beside its name. */
export function KindMark({ kind }: { kind: ChargeKind }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 10"
      className={`inline-block size-2.5 shrink-0 ${kindFill[kind]}`}
    >
      <rect width="10" height="10" rx="3" />
    </svg>
  );
}
