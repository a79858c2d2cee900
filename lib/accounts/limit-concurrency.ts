/** Runs a task when its turn comes. Throws what `refuse` makes when too many are already waiting. */
type ConcurrencyLimit = <T>(task: () => Promise<T>) => Promise<T>;

/** At most `maxRunning` tasks at once, first come first served; at most `maxWaiting` more in line. */
export function limitConcurrency(options: {
  maxRunning: number;
  maxWaiting: number;
  refuse: () => Error;
}): ConcurrencyLimit {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (task) => {
    if (running >= options.maxRunning) {
      if (waiting.length >= options.maxWaiting) throw options.refuse();
      // The one who finishes hands over its place, so `running` does not change in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
