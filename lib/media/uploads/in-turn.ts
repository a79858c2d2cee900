type Turns = Map<string, Promise<unknown>>;

// Next may load this file more than once in a process; the turns must be the same.
const holder = globalThis as unknown as { strandUploadTurns?: Turns };

/** Runs the work of one upload after what was begun for it before, in this process. */
export async function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  holder.strandUploadTurns ??= new Map();
  const turns = holder.strandUploadTurns;
  const before = turns.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  turns.set(id, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(id) === settled) turns.delete(id);
  }
}
