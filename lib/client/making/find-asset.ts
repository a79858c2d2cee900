import type { Asset } from '@/lib/contracts';
import type { ClientState } from '../state';

/** An asset out of the loaded messages, or null. */
export function findAsset(state: ClientState, id: string): Asset | null {
  for (const message of Object.values(state.messages)) {
    const found = message.media_urls.find((asset) => asset.id === id);
    if (found) return found;
  }
  return null;
}
