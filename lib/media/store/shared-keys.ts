import { db, type Transaction } from '@/lib/platform/db';

/**
 * Those of the storage keys that no asset and no variant names any more. Assets that share bytes belong to one
 * person: call it under `lockKeeping`, after the rows were changed. What is expired or quarantined holds no bytes.
 */
export async function findFreedKeys(tx: Pick<Transaction, '$queryRaw'>, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await tx.$queryRaw<{ key: string }[]>`
    select distinct key from unnest(${keys}::text[]) as given(key)
    where not exists (select 1 from media_assets a where a.storage_key = key and a.status not in ('expired', 'quarantined'))
      and not exists (select 1 from asset_variants v where v.storage_key = key)`;
  return rows.map((row) => row.key);
}

/** Those of the storage keys that an asset or a variant names, of whichever owner; for the sweep alone. */
export async function findNamedKeys(keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const freed = new Set(await findFreedKeys(db(), keys));
  return new Set(keys.filter((key) => !freed.has(key)));
}
