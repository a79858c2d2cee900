import { type CatalogueModel, catalogueModelSchema } from './catalogue';
import { modelOverrides } from './catalogue/config';
import { merge } from './catalogue/merge';
import { type ModelOverride, withId } from './catalogue/read-file';
import type { Provider } from './ports';

type Overridden = { overrides: Record<string, ModelOverride>; models: CatalogueModel[] };
/** The lists of most providers never change, nor does the file. */
const done = new WeakMap<CatalogueModel[], Overridden>();

/** The models of a provider with what the operator's file says of them: changed, hidden, added. */
export function overrideModels(provider: Provider, declared: CatalogueModel[]): CatalogueModel[] {
  const overrides = modelOverrides();
  const known = done.get(declared);
  if (known?.overrides === overrides) return known.models;
  const ids = new Set(declared.map(({ id }) => id));
  const added = Object.keys(overrides).filter((id) => id.startsWith(`${provider.id}/`) && !ids.has(id));
  const models = [
    ...declared.flatMap((model) => overrideModel(provider, model.id, model) ?? []),
    ...added.flatMap((id) => overrideModel(provider, id, null) ?? []),
  ];
  done.set(declared, { overrides, models });
  return models;
}

/** One model with what the file says of it; null when it is hidden, or neither known nor described. */
export function overrideModel(
  provider: Provider,
  id: string,
  declared: CatalogueModel | null,
): CatalogueModel | null {
  const overrides = modelOverrides();
  const override = Object.hasOwn(overrides, id) ? overrides[id] : undefined;
  // The built-in engine costs nothing and is always there: someone has to say what is missing.
  if (provider.offline) return declared && { ...declared, price: { ...declared.price, free: true } };
  if (!override) return declared;
  if (override.hide) return null;
  const parsed = catalogueModelSchema.safeParse(
    merge({ ...declared }, withId(id, override) as ModelOverride),
  );
  return parsed.success ? parsed.data : declared;
}
