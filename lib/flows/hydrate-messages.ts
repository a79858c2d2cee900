import type { Asset, Message } from '@/lib/contracts';
import type { StoredMessage } from '@/lib/conversation';
import { listAssets } from '@/lib/media';

/** Lays the assets over messages that hold their ids. One query for all, none when there are none. */
export async function hydrateMessages(ownerId: string, stored: StoredMessage[]): Promise<Message[]> {
  const ids = [...new Set(stored.flatMap((message) => message.asset_ids))];
  const assets = ids.length === 0 ? [] : await listAssets(ownerId, ids);
  return layAssets(stored, assets);
}

export function layAssets(stored: StoredMessage[], assets: Asset[]): Message[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return stored.map(({ asset_ids, ...message }) => ({
    ...message,
    media_urls: asset_ids.flatMap((id) => byId.get(id) ?? []),
    jobs: [],
  }));
}
