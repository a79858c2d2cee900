import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerPart } from '../../ports';

/** A text as parts of an answer, word by word. Throws when `signal` is aborted. */
export async function* speakWords(
  text: string,
  wordDelayMs: number,
  signal: AbortSignal,
): AsyncGenerator<AnswerPart> {
  for (const word of text.match(/\S+\s*|\s+/g) ?? []) {
    signal.throwIfAborted();
    yield { type: 'text-delta', text: word };
    if (wordDelayMs > 0) await sleep(wordDelayMs, undefined, { signal });
  }
}
