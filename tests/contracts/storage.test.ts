import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalStorage } from '@/lib/media/adapters/local-storage';
import { startBlobReplica } from '@/tests/fakes/blob-replica';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { startS3Replica } from '@/tests/fakes/s3-replica';
import { openBlobStorage, openS3Storage } from '@/tests/support/bucket-storage';
import { describeStorageContract } from './storage.contract';

describeStorageContract('memory (fake)', async () => ({
  storage: createMemoryStorage(),
  close: async () => {},
}));

describeStorageContract('local files', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-storage-'));
  return { storage: createLocalStorage(folder), close: () => rm(folder, { recursive: true, force: true }) };
});

// Small pages, so that lists go on.
describeStorageContract('S3 replica, real SDK', async () => {
  const replica = await startS3Replica({ pageSize: 2 });
  return { storage: openS3Storage(replica), close: replica.close };
});

describeStorageContract('Vercel Blob replica, real SDK', async () => {
  const replica = await startBlobReplica({ pageSize: 2 });
  return { storage: openBlobStorage(replica), close: replica.close };
});
