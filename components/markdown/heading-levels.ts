/** Headings of a message stand below its own, which is on the second level. */
const TOP_LEVEL = 3;
const LAST_LEVEL = 6;

/**
 * The levels at which headings of these depths are announced: models begin anywhere and leave out steps, but a
 * page's outline must not. Depth 0 is no heading.
 */
export function headingLevels(depths: number[]): number[] {
  let top = 0;
  let before = TOP_LEVEL - 1;
  return depths.map((depth) => {
    if (depth === 0) return 0;
    top ||= depth;
    const level = Math.max(TOP_LEVEL, Math.min(TOP_LEVEL + depth - top, before + 1, LAST_LEVEL));
    before = level;
    return level;
  });
}
