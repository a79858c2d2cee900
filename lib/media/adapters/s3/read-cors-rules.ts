import { type CORSRule, GetBucketCorsCommand } from '@aws-sdk/client-s3';
import { createS3Client, type S3Config } from './s3-client';
import { translateS3Error } from './translate-error';

/** The CORS rules that the bucket has now. Throws as the storage does when they cannot be read. */
export async function readCorsRules(config: S3Config): Promise<CORSRule[]> {
  const client = createS3Client(config);
  try {
    return (await client.send(new GetBucketCorsCommand({ Bucket: config.bucket }))).CORSRules ?? [];
  } catch (error) {
    if ((error as Error).name === 'NoSuchCORSConfiguration') return [];
    throw translateS3Error(error);
  } finally {
    client.destroy();
  }
}
