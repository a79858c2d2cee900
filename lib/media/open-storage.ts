import { type Env, env } from '@/lib/platform/env';
import { loadLater } from './adapters/load-later';
import { createLocalStorage } from './adapters/local-storage';
import type { S3Config } from './adapters/s3/s3-client';
import { storageNotConfigured } from './errors';
import type { Storage } from './ports';

/** Opens a driver with what is configured for it. Throws `media.storage_not_configured`. */
export function openStorage(driver: string): Storage {
  switch (driver) {
    case 's3': {
      const config = requireS3Config();
      return loadLater('s3', { signedReads: true, signedWrites: true }, async () => {
        const { createS3Storage } = await import('./adapters/s3/s3-storage');
        return createS3Storage(config);
      });
    }
    case 'vercel': {
      const token = env().BLOB_READ_WRITE_TOKEN;
      if (!token) throw storageNotConfigured();
      return loadLater('vercel', { signedReads: false, signedWrites: false }, async () => {
        const { createVercelBlobStorage } = await import('./adapters/vercel-blob/vercel-blob-storage');
        return createVercelBlobStorage(token);
      });
    }
    case 'local':
      return createLocalStorage(env().DATA_DIR);
    default:
      throw storageNotConfigured();
  }
}

/** Throws `media.storage_not_configured` without a bucket. */
export function requireS3Config(): S3Config {
  const settings = env();
  if (!settings.S3_BUCKET) throw storageNotConfigured();
  return {
    bucket: settings.S3_BUCKET,
    // Stores of other makes want some region in the signature, and most do not care which.
    region: settings.S3_REGION ?? 'us-east-1',
    endpoint: settings.S3_ENDPOINT,
    forcePathStyle: settings.S3_FORCE_PATH_STYLE,
    credentials: credentialsOf(settings),
    cloudFront: distributionOf(settings),
  };
}

function credentialsOf({ S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Env): S3Config['credentials'] {
  if (!S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined;
  return { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
}

function distributionOf(settings: Env): S3Config['cloudFront'] {
  const { CLOUDFRONT_DOMAIN, CLOUDFRONT_KEY_PAIR_ID, CLOUDFRONT_PRIVATE_KEY } = settings;
  if (!CLOUDFRONT_DOMAIN || !CLOUDFRONT_KEY_PAIR_ID || !CLOUDFRONT_PRIVATE_KEY) return undefined;
  return {
    domain: CLOUDFRONT_DOMAIN,
    keyPairId: CLOUDFRONT_KEY_PAIR_ID,
    privateKey: CLOUDFRONT_PRIVATE_KEY,
  };
}
