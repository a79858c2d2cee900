/** How many tokens an answer read and wrote, out of whatever its engine reported. */
export function readTokens(usage: unknown): { input: number | null; output: number | null } {
  return { input: countOf(usage, 'input_tokens'), output: countOf(usage, 'output_tokens') };
}

function countOf(usage: unknown, key: string): number | null {
  const count = isObject(usage) ? usage[key] : undefined;
  return typeof count === 'number' && Number.isFinite(count) ? count : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
