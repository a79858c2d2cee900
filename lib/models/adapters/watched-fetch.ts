import type { Progress } from '../ports';

/**
 * The global `fetch`, which keeps connections alive, telling when the headers of the answer arrive: the SDKs
 * do not say so by themselves.
 */
export function watchedFetch(progress: Progress): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    progress.headersArrived();
    return response;
  };
}
