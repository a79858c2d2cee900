import { shorten } from './along-chain';
import { canDo, type Offer } from './configured-models';
import { chainFor } from './makers';
import { CHARACTERS_PER_TOKEN, isWithin, PICTURE_TOKENS } from './plan/room';
import type { AnswerRequest, PromptMessage, PromptPart } from './ports';

/** Who may answer in place of a model that failed: those that take the request as it is, the built-in engine last. */
export async function standInsFor(first: Offer, { messages }: AnswerRequest): Promise<Offer[]> {
  const needs = needsOf(messages);
  const others = (await chainFor('chat')).filter(
    (offer) => offer.model.id !== first.model.id && canDo('chat', offer),
  );
  const able = others.filter(({ provider, model }) => {
    // The built-in engine says that it stands in, whatever was asked.
    if (provider.offline) return true;
    const { input, limits, tools } = model;
    if (!model.output.text || (needs.tools && !tools)) return false;
    if (!isWithin(needs.tokens, limits.context_tokens) || !isWithin(needs.pictures, limits.images))
      return false;
    return [...needs.bytes].every(([kind, bytes]) => input[kind] && isWithin(bytes, limits[`${kind}_bytes`]));
  });
  return shorten([first, ...able]).slice(1);
}

type InputKind = 'image' | 'audio' | 'video' | 'file';

function needsOf(messages: PromptMessage[]) {
  /** Of the largest of each kind. */
  const bytes = new Map<InputKind, number>();
  let tools = false;
  let characters = 0;
  let pictures = 0;
  const see = (kind: InputKind, { byteLength }: Uint8Array) =>
    bytes.set(kind, Math.max(byteLength, bytes.get(kind) ?? 0));
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === 'text') characters += part.text.length;
    else if (part.type === 'image') {
      pictures += 1;
      see('image', part.bytes);
    } else if (part.type === 'file') see(kindOf(part.mediaType), part.bytes);
    else if (part.type === 'tool-result') tools = true;
  }
  return { bytes, tools, pictures, tokens: characters / CHARACTERS_PER_TOKEN + pictures * PICTURE_TOKENS };
}

function kindOf(mediaType: string): InputKind {
  if (mediaType.startsWith('audio/')) return 'audio';
  if (mediaType.startsWith('video/')) return 'video';
  return mediaType.startsWith('image/') ? 'image' : 'file';
}

/** The messages for somebody else: without thoughts and signatures that only the first can read. */
export function forAnother(messages: PromptMessage[], { provider }: Offer): PromptMessage[] {
  const keep = (part: PromptPart): PromptPart[] => {
    if (part.type === 'reasoning') return [];
    // The built-in engine takes no sound, film or document as it is, and says so.
    if (provider.offline && part.type === 'file') return [];
    if (part.type !== 'tool-call') return [part];
    const { vendor: _, ...call } = part;
    return [call];
  };
  return messages
    .map(({ role, parts }) => ({ role, parts: parts.flatMap(keep) }))
    .filter(({ parts }) => parts.length > 0);
}
