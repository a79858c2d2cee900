import type { Use } from './catalogue/uses';
import { costBy, isKnown } from './cost-of';
import { guessUsage } from './guess-usage';
import { knownModel } from './known-models';
import { chooseMaker, type Maker } from './makers';
import { CHARACTERS_PER_TOKEN, PICTURE_TOKENS } from './plan/room';

export type Order = {
  use: Use;
  wanted?: string | null;
  /** Pictures. */
  count?: number;
  /** Of film to be made, or of speech to be written down. */
  durationSeconds?: number;
  /** Of text to be spoken or summed up, or of a prompt. */
  characters?: number;
};

/**
 * What something would cost with the first choice for it, by list price in millionths of a US dollar, rounded up: 0 is
 * free, null not known. Null as a whole when nobody can do it. Throws `models.unknown_model`.
 */
export async function quote(order: Order): Promise<{ maker: Maker; micros: number | null } | null> {
  const choice = await chooseMaker(order.use, order.wanted);
  if (choice.status !== 'chosen') return null;
  return { maker: choice.maker, micros: quoteMaker(choice.maker, order) };
}

/** The same for one who can do it. */
export function quoteMaker({ model }: Maker, order: Order): number | null {
  if (!isKnown(model.price)) return null;
  return costBy(model.price, null, guessUsage(order.use, model, order)).micros;
}

/** An answer of this many tokens is long; what is reserved for it and not used is given back. */
const ANSWER_TOKENS = 2_048;
/** Thoughts are billed as output and not limited by what is said. */
const THOUGHT_TOKENS = 4_096;

/** What an answer may cost, in millionths of a US dollar: rather too much than too little; 0 when no price is known. */
export function estimateAnswer(modelId: string, promptCharacters: number, pictures: number): number {
  const model = knownModel(modelId);
  if (!model || !isKnown(model.price)) return 0;
  const most = ANSWER_TOKENS + (model.thoughts ? THOUGHT_TOKENS : 0);
  const draws = model.output.image;
  return costBy(model.price, null, {
    input_tokens: Math.ceil(promptCharacters / CHARACTERS_PER_TOKEN) + pictures * PICTURE_TOKENS,
    output_tokens: Math.min(model.limits.output_tokens ?? most, most),
    ...(draws && model.price.per_image !== undefined ? { images: 1 } : {}),
    ...(draws && model.price.per_image === undefined ? { image_output_tokens: PICTURE_TOKENS } : {}),
  }).micros;
}
