import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/server';
import { AppError } from '@/lib/kernel';
import { storageFull, storageUnavailable } from '../../errors';
import type { TusPort, TusUpload } from './ports';

/** A file for each upload; what is known of it besides is in the database. */
export class UploadFiles extends FileStore {
  private current: TusUpload | null = null;

  constructor(private readonly port: TusPort) {
    super({
      directory: port.folder,
      configstore: withoutFiles,
      expirationPeriodInMilliseconds: port.expiresAfterMs,
    });
    // The size is always known before: it is what the limits are held against.
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override async create(upload: Upload): Promise<Upload> {
    try {
      await mkdir(this.port.folder, { recursive: true, mode: 0o700 });
      return await super.create(upload);
    } catch (error) {
      await this.port.remove(upload.id);
      throw translate(error);
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.port.find(id);
    if (!found) throw ERRORS.FILE_NOT_FOUND;
    this.current = found;
    return new Upload({
      id,
      size: found.sizeBytes,
      offset: found.isOver ? found.sizeBytes : await this.sizeSoFar(id),
      metadata: { filename: found.filename, filetype: found.declaredType },
      creation_date: found.updatedAt.toISOString(),
    });
  }

  /** Puts bytes behind what is there. What is told to the sender afterwards survives a loss of power. */
  override async write(bytes: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    if (this.current?.isOver) return offset;
    const file = await open(`${this.port.folder}/${id}`, 'r+').catch((error: unknown) => {
      throw translate(error);
    });
    let position = offset;
    try {
      for await (const chunk of bytes) position = await writeAll(file, chunk, position);
    } finally {
      // Also when the sender is gone: what came is kept, and the next request is told of it.
      await settle(file);
      await this.port.touch(id);
    }
    return position;
  }

  override async remove(id: string): Promise<void> {
    await this.port.remove(id);
  }

  private async sizeSoFar(id: string): Promise<number> {
    const found = await stat(`${this.port.folder}/${id}`).catch((error: NodeJS.ErrnoException) => {
      // Without its file there is nothing to go on with: the sender begins anew.
      throw error.code === 'ENOENT' ? ERRORS.FILE_NO_LONGER_EXISTS : translate(error);
    });
    return found.size;
  }
}

// The base class makes its folder unasked, and throws where nobody can catch it.
Object.assign(UploadFiles.prototype, { checkOrCreateDirectory: () => undefined });

/** The database knows what the base class would keep in files of its own. */
const withoutFiles = {
  get: async () => undefined,
  set: async () => undefined,
  delete: async () => undefined,
};

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<number> {
  let written = 0;
  while (written < chunk.byteLength) {
    const { bytesWritten } = await file
      .write(chunk, written, chunk.byteLength - written, position + written)
      .catch((error: unknown) => {
        throw translate(error);
      });
    written += bytesWritten;
  }
  return position + written;
}

async function settle(file: FileHandle): Promise<void> {
  try {
    await file.datasync();
  } catch (error) {
    throw translate(error);
  } finally {
    await file.close();
  }
}

function translate(error: unknown): unknown {
  if (AppError.isInstance(error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return storageFull(error);
  return syscall ? storageUnavailable(error) : error;
}
