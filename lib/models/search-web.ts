import { emptyAnswer } from './errors';
import { type Fallback, type Made, makeForUse } from './make-for-use';
import type { SearchResult } from './ports';

/** Several searches and an answer. */
const TIMEOUT_MS = 90_000;

/**
 * Answers a question from the web, with numbered sources. Throws AppErrors `models.*`; when `signal` was aborted, an
 * error for which `isAbort` is true.
 */
export function searchWeb(given: {
  wanted?: string | null;
  query: string;
  /** False: by the first choice or not at all, as for what a person agreed to. */
  fallback?: Fallback;
  signal: AbortSignal;
}): Promise<Made<Omit<SearchResult, 'usage'>>> {
  const { wanted, query, fallback, signal } = given;
  return makeForUse({
    ...{ use: 'search', task: 'search', wanted, fallback, signal },
    timeoutMs: TIMEOUT_MS,
    async call({ provider, model }, inTime) {
      const found = await provider.search?.search({ model, query, signal: inTime });
      if (!found || found.text.trim() === '') throw emptyAnswer({ name: provider.name });
      const { text, sources, usage } = found;
      return { result: { text, sources }, usage: usage ?? null, counts: { requests: 1 } };
    },
  });
}
