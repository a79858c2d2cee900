import type { Model } from '@/lib/contracts';

const names: Record<string, string> = {
  openai: 'OpenAI',
  google: 'Google',
  anthropic: 'Anthropic',
  bedrock: 'Amazon Bedrock',
  local: 'Your own server',
  studio: 'Built in',
};

/** What people call a provider. More can be set up: an unknown one goes by its own id. */
const nameOfProvider = (id: string): string => names[id] ?? id.charAt(0).toUpperCase() + id.slice(1);

/** The models by provider, both in the order in which they are listed. */
export function groupModels(models: readonly Model[]): { provider: string; name: string; models: Model[] }[] {
  const groups = new Map<string, Model[]>();
  for (const model of models) groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
  return [...groups].map(([provider, rows]) => ({ provider, name: nameOfProvider(provider), models: rows }));
}

/** Those that carry each of the words somewhere in what they are called. */
export function findModels(models: readonly Model[], words: string): Model[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    const text =
      `${model.name} ${model.id} ${nameOfProvider(model.provider)} ${model.tier ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
