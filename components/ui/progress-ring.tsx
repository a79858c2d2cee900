const RADIUS = 9;
const LENGTH = 2 * Math.PI * RADIUS;

/** Progress from 0 to 1 as a ring; below a visible amount it shows a small start, so that it reads as a ring. */
export function ProgressRing({ value, label }: { value: number; label: string }) {
  const shown = Math.min(1, Math.max(0.04, value));
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-7 -rotate-90"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
    >
      <circle cx="12" cy="12" r={RADIUS} fill="none" stroke="currentColor" strokeWidth="2.5" opacity="0.25" />
      <circle
        cx="12"
        cy="12"
        r={RADIUS}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - shown)}
        className="transition-[stroke-dashoffset]"
      />
    </svg>
  );
}
