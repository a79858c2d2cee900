/** How many tokens an answer read and wrote, out of whatever its engine reported. */
export function readTokens(usage: unknown): { input: number | null; output: number | null } {
  return { input: countOf(usage, 'inputTokens'), output: countOf(usage, 'outputTokens') };
}

/** Engines give a number, or an object with a total and its parts. */
function countOf(usage: unknown, key: string): number | null {
  const value = isObject(usage) ? usage[key] : undefined;
  const count = isObject(value) ? value.total : value;
  return typeof count === 'number' && Number.isFinite(count) ? count : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
