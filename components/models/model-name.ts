import type { Model } from '@/lib/contracts';

/** What a model is called; the built-in engine is never taken for one. */
export function nameOfModel(model: Pick<Model, 'name' | 'offline'>): string {
  return model.offline ? 'Studio (built-in, no model)' : model.name;
}

/** What a model takes and gives, in words: "Takes text and pictures, gives text". */
export function describeAbilities(model: Pick<Model, 'input' | 'output'>): string {
  return `Takes ${listOf(model.input)}, gives ${listOf(model.output)}`;
}

function listOf({ text, image }: { text: boolean; image: boolean }): string {
  return [text && 'text', image && 'pictures'].filter(Boolean).join(' and ') || 'nothing';
}
