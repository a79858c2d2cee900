import {
  type CORSRule,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  type LifecycleRule,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { rulesRefused } from '../../errors';
import { withOurPolicy } from './bucket-policy';
import { isOurs } from './bucket-rules';
import { createS3Client, type S3Config } from './s3-client';

export type BucketRules = { cors: CORSRule[]; lifecycle: LifecycleRule[] };
export type AppliedRules = BucketRules & {
  /** The whole bucket policy; null for stores of other makes, where it is left to whoever runs them. */
  policy: unknown;
};

/**
 * Puts our rules beside those of others, in place of our earlier ones. Returns all rules that the bucket then has, or
 * with `dryRun` would have. Throws `media.rules_refused`, after trying both kinds.
 */
export async function applyBucketRules(
  config: S3Config,
  ours: BucketRules,
  { dryRun }: { dryRun: boolean },
): Promise<AppliedRules> {
  const client = createS3Client(config);
  const Bucket = config.bucket;
  const refusals: string[] = [];
  const noting = async <T>(what: string, work: () => Promise<T>): Promise<T | null> =>
    work().catch((error: Error) => {
      refusals.push(`${what} (${error.name})`);
      return null;
    });

  const cors = await noting('CORS rules', async () => {
    const found = await emptyWithout('NoSuchCORSConfiguration', () =>
      client.send(new GetBucketCorsCommand({ Bucket })).then(({ CORSRules }) => CORSRules),
    );
    const CORSRules = [...found.filter((each) => !isOurs(each)), ...ours.cors];
    if (!dryRun) await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    return CORSRules;
  });
  const lifecycle = await noting('lifecycle rules', async () => {
    const found = await emptyWithout('NoSuchLifecycleConfiguration', () =>
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })).then(({ Rules }) => Rules),
    );
    const Rules = [...found.filter((each) => !isOurs(each)), ...ours.lifecycle];
    const LifecycleConfiguration = { Rules };
    if (!dryRun)
      await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
    return Rules;
  });
  const policy =
    config.endpoint === undefined ? await noting('policy', () => closeBucket(client, Bucket, dryRun)) : null;
  client.destroy();
  if (!cors || !lifecycle || refusals.length > 0) throw rulesRefused(refusals);
  return { cors, lifecycle, policy };
}

/** Nothing public, and nothing in the clear. */
async function closeBucket(client: S3Client, Bucket: string, dryRun: boolean) {
  const found = await client.send(new GetBucketPolicyCommand({ Bucket })).then(
    ({ Policy }) => Policy ?? null,
    (error: Error) => {
      if (error.name === 'NoSuchBucketPolicy') return null;
      throw error;
    },
  );
  const policy = withOurPolicy(found, Bucket);
  if (dryRun) return policy;
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  return policy;
}

async function emptyWithout<T>(absence: string, read: () => Promise<T[] | undefined>): Promise<T[]> {
  try {
    return (await read()) ?? [];
  } catch (error) {
    if ((error as Error).name === absence) return [];
    throw error;
  }
}
