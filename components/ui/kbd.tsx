/** A key as it is printed on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-6 min-w-6 place-items-center rounded-small border border-line bg-surface px-1.5 font-sans text-caption text-muted">
      {children}
    </kbd>
  );
}
