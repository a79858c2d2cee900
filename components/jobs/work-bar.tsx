/** How far a job is; where nobody knows, that it goes on. */
export function WorkBar({ progress, label }: { progress: number | null; label: string }) {
  const known = progress === null ? {} : { 'aria-valuenow': Math.round(progress * 100) };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
      className="h-1 w-full overflow-hidden rounded-full bg-pressed"
    >
      <div
        className={
          progress === null
            ? 'mx-auto h-full w-1/3 animate-breathe rounded-full bg-accent'
            : 'h-full rounded-full bg-accent transition-[width]'
        }
        style={progress === null ? undefined : { width: `${Math.max(3, progress * 100)}%` }}
      />
    </div>
  );
}
