import type { Offer } from './configured-models';
import { emptyAnswer, unknownModel } from './errors';
import type { ModelUsage, PromptPart } from './ports';

const silent = { headersArrived() {}, chunkArrived() {}, drawingStarted() {} };

/** One question to a model of a conversation, its answer as a whole. Throws AppErrors `models.*`. */
export async function askModel(
  { provider, model }: Offer,
  parts: PromptPart[],
  signal: AbortSignal,
): Promise<{ result: { text: string }; usage: ModelUsage | null }> {
  if (!provider.language) throw unknownModel();
  let text = '';
  let usage: ModelUsage | null = null;
  const messages = [{ role: 'user' as const, parts }];
  for await (const part of provider.language.stream({ model, messages, signal, progress: silent })) {
    if (part.type === 'text-delta') text += part.text;
    if (part.type === 'finish') usage = part.usage ?? null;
  }
  signal.throwIfAborted();
  if (text.trim() === '') throw emptyAnswer({ name: provider.name });
  return { result: { text: text.trim() }, usage };
}
