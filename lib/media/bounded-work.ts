/**
 * Makes a runner that lets at most `limit` tasks run at a time; the others wait in order.
 */
export function createBoundedWork(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place is handed on, not freed: a newcomer cannot slip in before the one who waited.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
