import type { Asset, Job, Message } from '@/lib/contracts';
import type { StoredMessage } from '@/lib/conversation';
import { listAssets } from '@/lib/media';
import { listJobsOf } from './tools/read-jobs';

/**
 * Lays the assets and the jobs over messages that hold their ids. One query for all assets and one for all jobs, side by
 * side; none when there can be none.
 */
export async function hydrateMessages(ownerId: string, stored: StoredMessage[]): Promise<Message[]> {
  const ids = [...new Set(stored.flatMap((message) => message.asset_ids))];
  const making = stored.filter(({ has_jobs, deleted_at }) => has_jobs && !deleted_at);
  const [assets, jobs] = await Promise.all([
    ids.length === 0 ? [] : listAssets(ownerId, ids),
    listJobsOf(
      ownerId,
      making.map(({ id }) => id),
    ),
  ]);
  return layAssets(stored, assets, jobs);
}

/** `jobs`: by message; absent for messages that were only just written. */
export function layAssets(stored: StoredMessage[], assets: Asset[], jobs?: Map<string, Job[]>): Message[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return stored.map(({ asset_ids, has_jobs: _known, ...message }) => ({
    ...message,
    media_urls: asset_ids.flatMap((id) => byId.get(id) ?? []),
    jobs: jobs?.get(message.id) ?? [],
  }));
}
