import type { Model } from '@/lib/contracts';

/** What a model is called; the built-in engine is never taken for one. */
export function nameOfModel(model: Pick<Model, 'name' | 'offline'>): string {
  return model.offline ? 'Studio (built-in, no model)' : model.name;
}

/** What a model takes and gives, in words: "Takes text and pictures, gives text". */
export function describeAbilities(model: Pick<Model, 'input' | 'output'>): string {
  return `Takes ${listOf(model.input)}, gives ${listOf(model.output)}`;
}

export const tierNames = { fast: 'Fast', balanced: 'Balanced', quality: 'Best quality' };

/** The list price of words, "$0.30 in, $2.50 out per million tokens"; null when nobody knows it. */
export function sayTokenPrice(price: Model['price']): string | null {
  const parts = [
    price?.input_per_million == null ? null : `$${price.input_per_million.toFixed(2)} in`,
    price?.output_per_million == null ? null : `$${price.output_per_million.toFixed(2)} out`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')} per million tokens` : null;
}

type Kinds = Partial<Model['input'] & Model['output']>;

function listOf({ text, image, audio, video, file }: Kinds): string {
  const kinds = [text && 'text', image && 'pictures', audio && 'sound', video && 'video', file && 'PDF'];
  const said = kinds.filter((kind) => typeof kind === 'string');
  if (said.length < 2) return said[0] ?? 'nothing';
  return `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}
