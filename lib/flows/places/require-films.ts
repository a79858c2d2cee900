import { notAFilm } from '@/lib/conversation';
import { listAssets } from '@/lib/media';

/** Whether these are films of this person that may be shown. Throws `conversation.not_a_film`. */
export async function requireFilms(ownerId: string, assetIds: string[]): Promise<void> {
  const films = (await listAssets(ownerId, assetIds)).filter(
    ({ type, status }) => type === 'video' && (status === 'ready' || status === 'processing'),
  );
  if (films.length < new Set(assetIds).size) throw notAFilm();
}
