/** Two strands that twist around each other: the mark of the app. Each passes once above and once beneath. */
export function StrandMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="7 16 50 32"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="4.4"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path strokeDasharray="37.4 12.6 20" d="M11 23c10.5 0 10.5 18 21 18s10.5-18 21-18" />
      <path strokeDasharray="8.3 12.6 60" d="M11 41c10.5 0 10.5-18 21-18s10.5 18 21 18" />
    </svg>
  );
}
