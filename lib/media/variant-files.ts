import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newId } from '@/lib/kernel';
import type { MadeFile } from './prepare-ports';
import { storageOf } from './storage';
import { requireStorageKey } from './storage-key';
import type { NewVariant } from './store/preparing';
import { findNamedKeys } from './store/shared-keys';
import type { AssetRow } from './store/to-asset';
import { removeFiles } from './store-files';

type Owner = Pick<AssetRow, 'id' | 'created_at' | 'storage_key' | 'storage_driver'>;

/**
 * What the keys of an asset's own files begin with: beside its bytes, its time, its id. An asset that shares the bytes
 * of another has names of its own there.
 */
function keyPrefixOf({ id, created_at, storage_key }: Owner): string {
  const time = created_at.toISOString().replace(/\D/g, '');
  return `${path.posix.dirname(storage_key)}/${time}_${id}.`;
}

/**
 * Stores a variant beside its asset. Each time under a new key, so that repeating after a crash never meets what the
 * crash left, and whoever reads the old bytes reads them to the end.
 */
export async function putVariant(
  owner: Owner,
  made: Pick<MadeFile, 'name' | 'file' | 'contentType' | 'extension'>,
  signal: AbortSignal,
): Promise<Pick<NewVariant, 'storage_key' | 'sha256'> & { size_bytes: number }> {
  const turn = newId().replaceAll('-', '').slice(-8);
  const key = requireStorageKey(`${keyPrefixOf(owner)}${made.name}-${turn}.${made.extension}`);
  const hash = createHash('sha256');
  const bytes = async function* () {
    for await (const chunk of createReadStream(made.file, { signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const kept = storageOf(owner.storage_driver);
  const { sizeBytes } = await kept.put(key, bytes(), { contentType: made.contentType });
  return { storage_key: key, size_bytes: sizeBytes, sha256: hash.digest('hex') };
}

/** Copies the original bytes into a file of this machine. */
export async function fetchOriginal(owner: Owner, file: string, signal: AbortSignal): Promise<void> {
  const bytes = await storageOf(owner.storage_driver).open(owner.storage_key);
  await pipeline(bytes, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
}

/** Removes what an attempt that was killed stored and did not write down; others may share what it did. */
export async function removeLeftovers(owner: Owner): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of storageOf(owner.storage_driver).list(keyPrefixOf(owner))) keys.push(key);
  if (keys.length === 0) return;
  const named = await findNamedKeys(keys);
  await removeFiles(
    keys.filter((key) => !named.has(key)),
    owner.storage_driver,
  );
}
