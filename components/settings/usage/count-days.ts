import type { ChargeKind, Usage } from '@/lib/contracts';

/** In the order in which they are stacked and listed. */
export const kinds = [
  'text',
  'image',
  'video',
  'speech',
  'transcription',
  'search',
] as const satisfies ChargeKind[];

export const kindNames: Record<ChargeKind, string> = {
  text: 'Text',
  image: 'Pictures',
  video: 'Films',
  speech: 'Speech',
  transcription: 'Transcripts',
  search: 'Search',
};

export type Day = { day: string; total: number; calls: number; byKind: Partial<Record<ChargeKind, number>> };

const DAY_MS = 86_400_000;

/** Every day from the first to the last of a report, also those on which nothing was spent. Days are of UTC. */
export function countDays({ from, to, by_day }: Pick<Usage, 'from' | 'to' | 'by_day'>): Day[] {
  const days = new Map<string, Day>();
  for (let at = Date.parse(from.slice(0, 10)); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.set(day, { day, total: 0, calls: 0, byKind: {} });
  }
  for (const { day, kind, cost_micros, calls } of by_day) {
    const of = days.get(day);
    if (!of) continue;
    of.total += cost_micros;
    of.calls += calls;
    of.byKind[kind] = (of.byKind[kind] ?? 0) + cost_micros;
  }
  return [...days.values()];
}

/** What was spent on the day of `to`, and in its month. */
export function sumRecent(report: Pick<Usage, 'to' | 'by_day'>): { today: number; month: number } {
  const sum = (prefix: string) =>
    report.by_day
      .filter(({ day }) => day.startsWith(prefix))
      .reduce((all, { cost_micros }) => all + cost_micros, 0);
  return { today: sum(report.to.slice(0, 10)), month: sum(report.to.slice(0, 7)) };
}

/** A day as people write it: `Thu 12 Nov`. */
export function nameDay(day: string, length: 'short' | 'long' = 'short'): string {
  const parts: Intl.DateTimeFormatOptions =
    length === 'short'
      ? { day: 'numeric', month: 'short' }
      : { weekday: 'short', day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(new Date(day));
}

/** The next round amount that holds the highest bar. */
export function roundUp(micros: number): number {
  if (micros <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(micros));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((times) => times * power >= micros) ?? 10;
  return Math.round(step * power);
}
