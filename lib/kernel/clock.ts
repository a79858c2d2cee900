/** Time as a dependency, so that tests can own it. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
