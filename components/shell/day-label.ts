/** The moment and the place that "today" is meant for. */
export type DayClock = { nowMs: number; timeZone: string };

const DAY_MS = 86_400_000;

/** The heading under which people look for something of that time. */
export function dayLabel(atMs: number, clock: DayClock): string {
  const days = dayNumber(clock.nowMs, clock.timeZone) - dayNumber(atMs, clock.timeZone);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days <= 7) return 'Last 7 days';
  if (days <= 30) return 'Last 30 days';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en', { timeZone: clock.timeZone, ...options }).format(atMs);
  const year = format({ year: 'numeric' });
  const thisYear = new Intl.DateTimeFormat('en', { timeZone: clock.timeZone, year: 'numeric' }).format(
    clock.nowMs,
  );
  return year === thisYear ? format({ month: 'long' }) : format({ month: 'long', year: 'numeric' });
}

/** The calendar day at that place, counted from an arbitrary start. */
function dayNumber(atMs: number, timeZone: string): number {
  const [year, month, day] = dayFormat(timeZone).format(atMs).split('-').map(Number);
  return Math.round(Date.UTC(year ?? 0, (month ?? 1) - 1, day) / DAY_MS);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  // Swedish writes dates as 2026-05-04.
  const made = new Intl.DateTimeFormat('sv', { timeZone });
  dayFormats.set(timeZone, made);
  return made;
}
