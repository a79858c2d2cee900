import type { CORSRule, LifecycleRule } from '@aws-sdk/client-s3';

/** Rules with such ids are ours to replace; all others stay as they are. */
const OURS = 'strand-';
const INFREQUENT_ACCESS_DAYS = 30;
const CORS_MAX_AGE_SECONDS = 3600;

export const isOurs = ({ ID }: { ID?: string | undefined }) => ID?.startsWith(OURS) ?? false;

/**
 * Lets pages of the app read what redirects lead to, and send to signed addresses. Plain pictures and players need no
 * rule; scripts do.
 */
export function corsRules(appOrigin: string): CORSRule[] {
  return [
    {
      ID: `${OURS}read`,
      AllowedOrigins: [appOrigin],
      AllowedMethods: ['GET', 'HEAD'],
      AllowedHeaders: ['Range', 'If-None-Match', 'If-Range'],
      ExposeHeaders: ['Accept-Ranges', 'Content-Length', 'Content-Range', 'Content-Type', 'ETag'],
      MaxAgeSeconds: CORS_MAX_AGE_SECONDS,
    },
    {
      ID: `${OURS}write`,
      AllowedOrigins: [appOrigin],
      AllowedMethods: ['PUT'],
      AllowedHeaders: ['Content-Type'],
      MaxAgeSeconds: CORS_MAX_AGE_SECONDS,
    },
  ];
}

/**
 * Ends media after `expiryDays` (0: never) and forgotten uploads after a day. Where there is a cheaper class, videos
 * move to it after 30 days: the first on which it takes them.
 */
export function lifecycleRules(rules: { expiryDays: number; hasInfrequentAccess: boolean }): LifecycleRule[] {
  const { expiryDays, hasInfrequentAccess } = rules;
  const movesVideos = hasInfrequentAccess && (expiryDays === 0 || expiryDays > INFREQUENT_ACCESS_DAYS);
  return [
    rule('unfinished', 'media/', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    ...(expiryDays > 0 ? [rule('expiry', 'media/', { Expiration: { Days: expiryDays } })] : []),
    ...(movesVideos
      ? [
          rule('videos', 'media/video/', {
            Transitions: [{ Days: INFREQUENT_ACCESS_DAYS, StorageClass: 'STANDARD_IA' }],
          }),
        ]
      : []),
  ];
}

function rule(name: string, prefix: string, action: Partial<LifecycleRule>): LifecycleRule {
  return { ID: `${OURS}${name}`, Status: 'Enabled', Filter: { Prefix: prefix }, ...action };
}
