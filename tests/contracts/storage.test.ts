import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalStorage } from '@/lib/media/adapters/local-storage';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { describeStorageContract } from './storage.contract';

describeStorageContract('memory (fake)', async () => ({
  storage: createMemoryStorage(),
  close: async () => {},
}));

describeStorageContract('local files', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-storage-'));
  return { storage: createLocalStorage(folder), close: () => rm(folder, { recursive: true, force: true }) };
});
