import { toStorableText } from '@/lib/kernel';

const MAX_TEXT = 2_000;
const MAX_ENTRIES = 30;
const MAX_DEPTH = 4;
/** Of all together, as JSON. */
const MAX_TOTAL = 16_000;
/** Names of what must not lie in a log for ever. */
const secret = /key$|token$|secret|password|authorization|cookie|credential/i;

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Parameters as the audit log keeps them: enough to know what was asked for, bounded, without secrets. */
export function boundParameters(parameters: Record<string, unknown>): { [name: string]: Json } {
  const bounded = boundObject(parameters, MAX_DEPTH);
  const text = JSON.stringify(bounded);
  return text.length > MAX_TOTAL ? { beginning: boundText(text, MAX_TOTAL) } : bounded;
}

function bound(value: unknown, depth: number): Json {
  if (typeof value === 'string') return boundText(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((entry) => bound(entry, depth - 1));
  return boundObject(value as Record<string, unknown>, depth);
}

function boundObject(value: Record<string, unknown>, depth: number): { [name: string]: Json } {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(
    entries
      .slice(0, MAX_ENTRIES)
      .map(([name, entry]) => [
        boundText(name, 100),
        secret.test(name) ? 'not kept' : bound(entry, depth - 1),
      ]),
  );
}

function boundText(text: string, max = MAX_TEXT): string {
  const cut = text.length > max ? `${text.slice(0, max)}… (${text.length} characters)` : text;
  return toStorableText(cut);
}
