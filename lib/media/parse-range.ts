/** Both ends inclusive. */
export type ServedRange = { start: number; end: number };

/**
 * Reads a Range header against a size. `null` means serve everything: no header, another unit, several ranges or
 * a malformed one, all of which HTTP lets a server ignore. `unsatisfiable` calls for 416.
 */
export function parseRange(header: string | null, sizeBytes: number): ServedRange | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!found) return null;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return null;
  if (first === '') {
    const suffixBytes = Number(last);
    if (suffixBytes === 0 || sizeBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, sizeBytes - suffixBytes), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return null;
  return start < sizeBytes ? { start, end } : 'unsatisfiable';
}
