import { rm } from 'node:fs/promises';
import type { UploadRow } from '../store/uploads';
import type { MediaBody, MediaFile } from '../upload';
import { fileOfUpload } from './upload-folder';

/** Where the bytes of an upload wait for the door. */
export type UploadSource = {
  open(row: UploadRow): Promise<MediaBody | MediaFile>;
  /** Once they are stored, or refused for good. */
  remove(row: UploadRow): Promise<void>;
};

/** In a file of this machine, where the pieces were put together. */
export const localSource: UploadSource = {
  open: async ({ id }) => ({ file: fileOfUpload(id) }),
  remove: ({ id }) => rm(fileOfUpload(id), { force: true }),
};
