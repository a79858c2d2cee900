import { parseFrames } from './frame';
import { readFrames } from './store';

/** What a run had said, from its saved log. */
export async function readSaidText(
  ownerId: string,
  runId: string,
): Promise<{ text: string; reasoning: string }> {
  let text = '';
  let reasoning = '';
  const stored = await readFrames(ownerId, runId, 0);
  for (const { chunk } of parseFrames(stored?.frames ?? '')) {
    if (chunk.type === 'text-delta') text += chunk.delta;
    if (chunk.type === 'reasoning-delta') reasoning += chunk.delta;
  }
  return { text, reasoning };
}
