import { readCatalogue } from '../catalogue';
import type { Provider } from '../ports';

/** The two look-ups of a provider whose models are declared in a file. */
export function fromCatalogue(provider: string, data: unknown): Pick<Provider, 'listModels' | 'findModel'> {
  const models = readCatalogue(provider, data);
  return {
    listModels: async () => models,
    findModel: async (id) => models.find((model) => model.id === id) ?? null,
  };
}
