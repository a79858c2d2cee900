/** Two strands that cross: the mark of the app. */
export function StrandMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4.5 17.5c7.5 0 7.5-11 15-11" />
      {/* The second passes beneath the first. */}
      <path d="M4.5 6.5c7.5 0 7.5 11 15 11" strokeDasharray="7 5.4 7" />
    </svg>
  );
}
