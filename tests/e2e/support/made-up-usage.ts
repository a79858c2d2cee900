import type { Usage } from '../../../lib/contracts';

const DAY_MS = 86_400_000;
const dayBefore = (now: number, days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10);

/** Weeks of somebody who writes daily, draws sometimes, and once had a film made. */
export function makeUpUsage(days: number, now = Date.now()): Usage {
  const by_day = Array.from({ length: days }, (_, ago) => ago).flatMap((ago): Usage['by_day'] => {
    const day = dayBefore(now, ago);
    const rest = (ago * 7919) % 11;
    if (rest === 3) return [];
    return [
      { day, kind: 'text', cost_micros: 18_000 + rest * 6_100, calls: 6 + rest },
      ...(rest % 2
        ? [{ day, kind: 'image' as const, cost_micros: 39_000 * (1 + (rest % 3)), calls: 1 + (rest % 3) }]
        : []),
      ...(rest % 4 === 0 ? [{ day, kind: 'speech' as const, cost_micros: 9_000, calls: 2 }] : []),
      ...(rest === 5 ? [{ day, kind: 'transcription' as const, cost_micros: 12_000, calls: 3 }] : []),
      ...(rest === 7 ? [{ day, kind: 'search' as const, cost_micros: 35_000, calls: 1 }] : []),
      ...(ago === 4 ? [{ day, kind: 'video' as const, cost_micros: 420_000, calls: 1 }] : []),
    ];
  });
  const sum = (rows: { cost_micros: number; calls: number }[]) => ({
    cost_micros: rows.reduce((all, row) => all + row.cost_micros, 0),
    calls: rows.reduce((all, row) => all + row.calls, 0),
  });
  const kinds = [...new Set(by_day.map(({ kind }) => kind))];
  const ofKind = (kind: string) => sum(by_day.filter((row) => row.kind === kind));
  return {
    from: `${dayBefore(now, days - 1)}T00:00:00.000Z`,
    to: new Date(now).toISOString(),
    total: sum(by_day),
    by_kind: kinds.map((kind) => ({ kind, ...ofKind(kind) })),
    by_model: [
      { model: 'google/gemini-2.5-flash', kind: 'text', ...ofKind('text') },
      { model: 'google/veo-3.1-fast-generate-preview', kind: 'video', ...ofKind('video') },
      { model: 'google/gemini-2.5-flash-image', kind: 'image', ...ofKind('image') },
      { model: 'openai/gpt-4o-mini-tts', kind: 'speech', ...ofKind('speech') },
    ],
    by_day,
    reserved_micros: 39_000,
    budgets: [
      { scope: 'person', period: 'day', limit_micros: 500_000, spent_micros: 180_000 },
      { scope: 'person', period: 'month', limit_micros: 5_000_000, spent_micros: 5_020_000 },
    ],
  };
}
