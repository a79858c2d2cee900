/** Timers are not kept exactly; what is due is done in one go. */
const TICK_MS = 2;

/**
 * Calls `emit(stream, token)` at the times at which so many streams would say their tokens, spread evenly over
 * the interval, and returns by how many milliseconds each call was late.
 */
export async function paceTokens(options: {
  streams: number;
  tokens: number;
  tokensPerSecond: number;
  emit(stream: number, token: number): void;
}): Promise<number[]> {
  const { streams, tokens, tokensPerSecond, emit } = options;
  const stepMs = 1000 / tokensPerSecond / streams;
  const startedAt = performance.now();
  const late: number[] = [];
  for (let next = 0; next < streams * tokens; ) {
    const nowMs = performance.now() - startedAt;
    for (; next < streams * tokens && next * stepMs <= nowMs; next++) {
      late.push(nowMs - next * stepMs);
      emit(next % streams, Math.floor(next / streams));
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return late;
}
