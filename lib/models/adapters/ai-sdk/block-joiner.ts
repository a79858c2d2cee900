type DeltaType = 'text-delta' | 'reasoning-delta';

/** Keeps apart what a provider says in several blocks: put together they would run into one another. */
export class BlockJoiner {
  readonly #last: Record<DeltaType, string | null> = { 'text-delta': null, 'reasoning-delta': null };

  /** The words of a block, after an empty line when an earlier block of the same type came before. */
  join(type: DeltaType, blockId: string, words: string): string {
    const before = this.#last[type];
    if (before === blockId) return words;
    this.#last[type] = blockId;
    return before === null ? words : `\n\n${words}`;
  }
}
