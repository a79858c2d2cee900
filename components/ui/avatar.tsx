/** A person as the first letter of their name. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-caption font-semibold text-accent-text uppercase"
    >
      {[...name.trim()][0] ?? '·'}
    </span>
  );
}
