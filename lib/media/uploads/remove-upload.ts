import { rm } from 'node:fs/promises';
import { deleteUnusedAssets } from '../assets';
import { deleteUpload, findUpload } from '../store/uploads';
import { inTurn } from './in-turn';
import { fileOfUpload } from './upload-folder';

/**
 * Ends an upload and removes everything of it: bytes, row, and the asset that was made of it unless a message shows
 * that or it was there before.
 */
export function removeUpload(ownerId: string, id: string): Promise<void> {
  return inTurn(id, async () => {
    const row = await findUpload(ownerId, id);
    // An asset by another id is one that the owner had already.
    if (row?.asset_id === id) await deleteUnusedAssets(ownerId, [id]);
    // The row last: while it is there, whatever is left can be removed again.
    await rm(fileOfUpload(id), { force: true });
    await deleteUpload(ownerId, id);
  });
}
