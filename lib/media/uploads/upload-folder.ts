import { stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/platform/env';

/** On the disk of the data, hidden from the storage beside it: what is in here is no asset yet. */
export const uploadFolder = () => path.resolve(env().DATA_DIR, 'media', '.uploads');

/** Where the bytes of an upload are. The id is one of ours, never a path. */
export const fileOfUpload = (id: string) => path.join(uploadFolder(), id);

/** How many bytes of an upload are here. */
export async function sizeSoFar(id: string): Promise<number> {
  const found = await stat(fileOfUpload(id)).catch(() => null);
  return found?.size ?? 0;
}
