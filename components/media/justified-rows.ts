/** Pictures of a grid; the others wait behind the last one. */
export const SHOWN = 4;

/** Wider or taller pictures are cropped to this in a grid, so that none becomes a stripe. */
const MIN_RATIO = 0.6;
const MAX_RATIO = 2.4;
/** The shape a row should have, width to height: about two landscape photographs. */
const IDEAL_ROW_RATIO = 2.6;

/** A picture's width to height as it is shown in a grid; square when unknown. */
export function gridRatio(width: number | null, height: number | null): number {
  if (!width || !height) return 1;
  return Math.min(MAX_RATIO, Math.max(MIN_RATIO, width / height));
}

/**
 * Breaks pictures, given by their ratios, into rows of one height each, in order. Answers the index ranges of the
 * rows as lengths: `[1, 2]` is one picture above two.
 */
export function justifiedRows(ratios: number[]): number[] {
  let best: number[] = [ratios.length];
  let bestCost = Number.POSITIVE_INFINITY;
  for (const rows of partitions(ratios.length)) {
    const cost = costOf(rows, ratios);
    if (cost < bestCost) {
      best = rows;
      bestCost = cost;
    }
  }
  return ratios.length === 0 ? [] : best;
}

/** The width to height of the whole grid, the hairlines between its rows aside. */
export function ratioOfGrid(ratios: number[]): number {
  let from = 0;
  let height = 0;
  for (const length of justifiedRows(ratios)) {
    height += 1 / ratios.slice(from, from + length).reduce((sum, one) => sum + one, 0);
    from += length;
  }
  return height === 0 ? 1 : 1 / height;
}

/** How far the rows are from the ideal, on a scale where twice as wide is as bad as half as wide. */
function costOf(rows: number[], ratios: number[]): number {
  let from = 0;
  let cost = 0;
  for (const length of rows) {
    const ratio = ratios.slice(from, from + length).reduce((sum, one) => sum + one, 0);
    cost += Math.log(ratio / IDEAL_ROW_RATIO) ** 2;
    from += length;
  }
  return cost;
}

/** All ways to write a small number as a sum, in order: 3 is 3, 1+2, 2+1, 1+1+1. */
function partitions(total: number): number[][] {
  if (total === 0) return [[]];
  return Array.from({ length: total }, (_, index) => total - index).flatMap((first) =>
    partitions(total - first).map((rest) => [first, ...rest]),
  );
}
