import { appUrl, env } from '@/lib/platform/env';
import type { AppliedRules } from './adapters/s3/apply-bucket-rules';
import { requireS3Config } from './open-storage';

export type StorageSetup =
  | ({ driver: 's3'; bucket: string; applied: boolean } & AppliedRules)
  | { driver: string; applied: false; detail: string };

/**
 * Gives the bucket its rules: which pages may read from it and send to it, when media ends, and that nobody else comes
 * near. With `dryRun` only says which.
 * Drivers without rules have nothing to set up. Throws `media.rules_refused`.
 */
export async function setUpStorage({ dryRun }: { dryRun: boolean }): Promise<StorageSetup> {
  const driver = env().BLOB_DRIVER;
  if (driver !== 's3') return { driver, applied: false, detail: 'This storage has no rules to set up.' };
  const config = requireS3Config();
  const [{ applyBucketRules }, { corsRules, lifecycleRules }] = await Promise.all([
    import('./adapters/s3/apply-bucket-rules'),
    import('./adapters/s3/bucket-rules'),
  ]);
  const ours = {
    cors: corsRules(new URL(appUrl()).origin),
    lifecycle: lifecycleRules({
      expiryDays: env().MEDIA_LIFECYCLE_DAYS,
      // A class of Amazon's; others refuse rules that name it.
      hasInfrequentAccess: config.endpoint === undefined,
    }),
  };
  const rules = await applyBucketRules(config, ours, { dryRun });
  return { driver: 's3', bucket: config.bucket, applied: !dryRun, ...rules };
}
