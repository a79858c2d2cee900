import { appUrl, env } from '@/lib/platform/env';
import { requireS3Config } from './open-storage';

/**
 * Whether pages of the app may read from the bucket and send to it by themselves; null for storage without such rules.
 * Throws when the bucket cannot be asked.
 */
export async function checkBucketRules(): Promise<{
  status: 'ok' | 'degraded';
  detail: string;
  advice?: string;
} | null> {
  if (env().BLOB_DRIVER !== 's3') return null;
  const [{ readCorsRules }, { corsRules }] = await Promise.all([
    import('./adapters/s3/read-cors-rules'),
    import('./adapters/s3/bucket-rules'),
  ]);
  const { origin } = new URL(appUrl());
  const found = await readCorsRules(requireS3Config()).catch(() => null);
  const advice = 'Run npm run admin -- storage setup, or see there what the rules are with --dry-run.';
  if (found === null) return { status: 'degraded', detail: 'its CORS rules cannot be read', advice };
  const missing = corsRules(origin)
    .flatMap(({ AllowedMethods = [] }) => AllowedMethods)
    .filter(
      (method) =>
        !found.some(
          ({ AllowedMethods = [], AllowedOrigins = [] }) =>
            AllowedMethods.includes(method) && AllowedOrigins.some((each) => each === origin || each === '*'),
        ),
    );
  if (missing.length === 0) return { status: 'ok', detail: `pages of ${origin} may read and send` };
  return { status: 'degraded', detail: `does not let pages of ${origin} ${missing.join(', ')}`, advice };
}
