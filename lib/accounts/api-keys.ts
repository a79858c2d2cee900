import type { ApiKeyInfo } from '@/lib/contracts';
import { makeApiKey } from './api-key-format';
import { apiKeyNotFound, tooManyApiKeys } from './errors';
import { MAX_API_KEYS } from './limits';
import { countApiKeys, deleteApiKey, findApiKeys, insertApiKey } from './store/api-keys';

/** An API key at the one moment when its text is known. */
export type NewApiKey = ApiKeyInfo & { key: string };

/** Throws `accounts.too_many_api_keys`. */
export async function createApiKey(ownerId: string, name: string): Promise<NewApiKey> {
  if ((await countApiKeys(ownerId)) >= MAX_API_KEYS) throw tooManyApiKeys(MAX_API_KEYS);
  const { key, prefix, keyHash } = makeApiKey();
  return { ...(await insertApiKey(ownerId, { name, prefix, keyHash })), key };
}

/** Newest first. */
export function listApiKeys(ownerId: string): Promise<ApiKeyInfo[]> {
  return findApiKeys(ownerId);
}

/** The key stops working at once. Throws `accounts.api_key_not_found` for anybody else's key, too. */
export async function revokeApiKey(ownerId: string, id: string): Promise<void> {
  if (!(await deleteApiKey(ownerId, id))) throw apiKeyNotFound();
}
