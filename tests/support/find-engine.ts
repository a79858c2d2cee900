import { AppError } from '@/lib/kernel';
import { providers } from '@/lib/models/adapters';
import type { CatalogueModel, Provider } from '@/lib/models/ports';
import { KEYS } from './use-providers';

/** A model and its provider, past everything that chooses among several and tries again. */
export async function findEngine(id: string): Promise<{ provider: Provider; model: CatalogueModel }> {
  const provider = providers.find((candidate) => id.startsWith(`${candidate.id}/`));
  const model = await provider?.findModel(id);
  if (!provider || !model) throw new Error(`There is no ${id}.`);
  return { provider, model };
}

/** What an engine failed with, once it is seen to be fit for people and for the log. */
export async function failureOf(working: Promise<unknown>): Promise<AppError> {
  const error = await working.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!AppError.isInstance(error)) throw new Error(`Not an AppError: ${String(error)}`);
  if (/replica|platform|RESOURCE|sk-/.test(error.publicMessage)) throw new Error(error.publicMessage);
  const cause = error.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : '';
  const leaked = Object.values(KEYS).find((key) => `${error.publicMessage} ${cause}`.includes(key));
  if (leaked) throw new Error('The key got into the error.');
  return error;
}
