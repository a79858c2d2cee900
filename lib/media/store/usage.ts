import { db, type Transaction } from '@/lib/platform/db';

export type Usage = { usedBytes: number; files: number };

/**
 * What a person keeps: the stored bytes of originals and variants, those that several assets share counted once, and
 * the number of assets. Expired and quarantined ones hold nothing.
 */
export async function measureUsage(
  ownerId: string,
  database: Pick<Transaction, '$queryRaw'> = db(),
): Promise<Usage> {
  const rows = await database.$queryRaw<{ used: bigint; files: bigint }[]>`
    with kept as (
      select id, storage_driver, storage_key, size_bytes from media_assets
      where owner_id = ${ownerId}::uuid and status not in ('expired', 'quarantined')
    ), stored as (
      select storage_driver, storage_key, size_bytes from kept
      union
      select kept.storage_driver, v.storage_key, v.size_bytes from asset_variants v join kept on kept.id = v.asset_id
    )
    select (select coalesce(sum(size_bytes), 0)::bigint from stored) as used, (select count(*) from kept) as files`;
  return { usedBytes: Number(rows[0]?.used ?? 0), files: Number(rows[0]?.files ?? 0) };
}

/**
 * The bytes a person keeps when that is more than `limitBytes`, else null. First counts shared bytes as often as they
 * are named, which is much quicker and mostly enough.
 */
export async function findExcess(
  ownerId: string,
  limitBytes: number,
  database: Pick<Transaction, '$queryRaw'> = db(),
): Promise<number | null> {
  const [named] = await database.$queryRaw<{ bytes: bigint }[]>`
    select (select coalesce(sum(a.size_bytes), 0) from media_assets a
        where a.owner_id = ${ownerId}::uuid and a.status not in ('expired', 'quarantined'))::bigint
      + (select coalesce(sum(v.size_bytes), 0) from asset_variants v join media_assets a on a.id = v.asset_id
        where a.owner_id = ${ownerId}::uuid)::bigint as bytes`;
  if (Number(named?.bytes ?? 0) <= limitBytes) return null;
  const { usedBytes } = await measureUsage(ownerId, database);
  return usedBytes > limitBytes ? usedBytes : null;
}
