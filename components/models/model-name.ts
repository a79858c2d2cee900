import type { Model } from '@/lib/contracts';

/** What a model is called; the built-in engine is never taken for one. */
export function nameOfModel(model: Pick<Model, 'name' | 'offline'>): string {
  return model.offline ? 'Studio (built-in, no model)' : model.name;
}

/** What a model takes and gives, in words: "Takes text and pictures, gives text". */
export function describeAbilities(model: Pick<Model, 'input' | 'output'>): string {
  return `Takes ${listOf(model.input)}, gives ${listOf(model.output)}`;
}

type Kinds = Partial<Model['input'] & Model['output']>;

function listOf({ text, image, audio, video, file }: Kinds): string {
  const kinds = [text && 'text', image && 'pictures', audio && 'sound', video && 'video', file && 'PDF'];
  const said = kinds.filter((kind) => typeof kind === 'string');
  if (said.length < 2) return said[0] ?? 'nothing';
  return `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}
