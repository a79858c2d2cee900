import type { Model } from '@/lib/contracts';
import type { CatalogueModel } from './catalogue';
import { findDefault, findOffered, toModel } from './list-models';

export type ModelChoice =
  | { status: 'chosen'; model: Model }
  | { status: 'unknown_model'; wanted: string | null };

/**
 * The model of a catalogue id, or with null the default of this installation. An id that is not in the
 * catalogue and one whose provider is not configured are both `unknown_model`.
 */
export async function chooseModel(wanted: string | null): Promise<ModelChoice> {
  const standard = await findDefault();
  const found = wanted === null ? standard : await findOffered(wanted);
  if (!found) return { status: 'unknown_model', wanted };
  return { status: 'chosen', model: toModel(found, found.model.id === standard?.model.id) };
}

/** What the catalogue says of a model one can talk with, or null when it is not offered here. */
export async function findModel(id: string): Promise<CatalogueModel | null> {
  return (await findOffered(id))?.model ?? null;
}
