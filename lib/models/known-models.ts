import type { CatalogueModel } from './ports';

/** Models that were on offer since this process started, for their prices. Some lists can only be asked for. */
const known = new Map<string, CatalogueModel>();

export function rememberModels(models: CatalogueModel[]): CatalogueModel[] {
  for (const model of models) known.set(model.id, model);
  return models;
}

/** The model of an id, if it was on offer lately. */
export function knownModel(id: string): CatalogueModel | undefined {
  return known.get(id);
}
