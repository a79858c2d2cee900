/** So far away from where it was pressed cancels: more than a thumb trembles, less than it reaches. */
const AWAY_PX = 96;
/** So far up goes on without the finger. */
const UP_PX = 64;

export type Point = { x: number; y: number };

/** Where a pressed finger is going, each from 0 to 1; at 1 it is decided. */
export type Hold = { away: number; up: number; decision: 'cancel' | 'lock' | null };

export const restingHold: Hold = { away: 0, up: 0, decision: null };

/** Reads a finger that was put down at `from` and is at `to`. Away is towards the beginning of the line. */
export function readHold(from: Point, to: Point, isRightToLeft: boolean): Hold {
  const towardsStart = isRightToLeft ? to.x - from.x : from.x - to.x;
  const away = fraction(towardsStart, AWAY_PX);
  const up = fraction(from.y - to.y, UP_PX);
  // A slanted way counts for the direction that got further.
  if (away === 1 && away >= up && towardsStart >= from.y - to.y) return { away, up: 0, decision: 'cancel' };
  if (up === 1) return { away: 0, up, decision: 'lock' };
  return away >= up ? { away, up: 0, decision: null } : { away: 0, up, decision: null };
}

const fraction = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole));
