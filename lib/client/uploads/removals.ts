import { ApiError } from '../api';
import type { Removal, UploadKeep } from './engine-ports';

/**
 * What cancelled uploads left on the server: removed at once, or as soon as the server can be reached, also on a
 * later visit.
 */
export class Removals {
  readonly #waiting = new Map<string, Removal>();

  constructor(
    private readonly keep: UploadKeep,
    private readonly removeAt: (path: string) => Promise<void>,
  ) {
    if (typeof window !== 'undefined') window.addEventListener('online', () => void this.flush());
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  async add(removal: Removal): Promise<void> {
    if (removal.paths.length === 0) return;
    this.#waiting.set(removal.id, removal);
    await this.keep.saveRemoval(removal).catch(() => undefined);
    await this.#remove(removal);
  }

  async flush(): Promise<void> {
    for (const removal of await this.keep.readRemovals().catch(() => []))
      this.#waiting.set(removal.id, removal);
    for (const removal of this.#waiting.values()) await this.#remove(removal);
  }

  async #remove(removal: Removal): Promise<void> {
    for (const path of removal.paths) {
      const outcome = await this.removeAt(path).then(() => 'removed', outcomeOf);
      if (outcome === 'failed') return;
      if (outcome === 'removed') break;
    }
    this.#waiting.delete(removal.id);
    await this.keep.deleteRemoval(removal.id).catch(() => undefined);
  }
}

/** Not there, or in a message by now: nothing that is ours to remove. */
function outcomeOf(error: unknown): 'absent' | 'failed' {
  const isAnswer = error instanceof ApiError && !error.retryable && [403, 404, 409].includes(error.status);
  return isAnswer ? 'absent' : 'failed';
}
