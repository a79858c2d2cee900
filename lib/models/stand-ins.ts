import { shorten } from './along-chain';
import { canDo, type Offer } from './configured-models';
import { chainFor } from './makers';
import type { AnswerRequest, PromptMessage, PromptPart } from './ports';

/** Cautious, as in an estimate: a prompt that may not fit is not tried. */
const CHARACTERS_PER_TOKEN = 3;

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
    if (
      limits.context_tokens !== undefined &&
      needs.characters / CHARACTERS_PER_TOKEN > limits.context_tokens
    )
      return false;
    return [...needs.inputs].every((kind) => input[kind]);
  });
  return shorten([first, ...able]).slice(1);
}

type InputKind = 'image' | 'audio' | 'video' | 'file';

function needsOf(messages: PromptMessage[]) {
  const inputs = new Set<InputKind>();
  let tools = false;
  let characters = 0;
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === 'text') characters += part.text.length;
    else if (part.type === 'image') inputs.add('image');
    else if (part.type === 'file') inputs.add(kindOf(part.mediaType));
    else if (part.type === 'tool-result') tools = true;
  }
  return { inputs, tools, characters };
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
