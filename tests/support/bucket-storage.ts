import type { Clock } from '@/lib/kernel';
import type { S3Config } from '@/lib/media/adapters/s3/s3-client';
import { createS3Storage } from '@/lib/media/adapters/s3/s3-storage';
import { createVercelBlobStorage } from '@/lib/media/adapters/vercel-blob/vercel-blob-storage';
import type { Storage } from '@/lib/media/ports';
import type { BlobReplica } from '@/tests/fakes/blob-replica';
import type { S3Replica } from '@/tests/fakes/s3-replica';

export function s3ConfigOf({ endpoint, bucket, credentials }: S3Replica): S3Config {
  return { bucket: bucket.name, region: 'eu-central-1', endpoint, forcePathStyle: true, credentials };
}

export function openS3Storage(replica: S3Replica, clock?: Clock): Storage {
  return createS3Storage(s3ConfigOf(replica), clock);
}

/** The SDK reads the address of its API from the environment at every call: one replica at a time. */
export function openBlobStorage({ apiUrl, token }: BlobReplica): Storage {
  process.env.VERCEL_BLOB_API_URL = apiUrl;
  return createVercelBlobStorage(token);
}
