type Settings = {
  MEDIA_DELIVERY: 'stream' | 'redirect';
  BLOB_DRIVER: string;
  S3_BUCKET?: string | undefined;
  S3_REGION?: string | undefined;
  S3_ENDPOINT?: string | undefined;
  S3_FORCE_PATH_STYLE: boolean;
  CLOUDFRONT_DOMAIN?: string | undefined;
};

const isIpAddress = (hostname: string) => /^(?:[\d.]+|\[.*\])$/.test(hostname);

/**
 * The address below which browsers are sent for media, without a slash at its end: the distribution's, else the
 * bucket's as the SDK writes it. Null while this server streams everything itself.
 */
export function mediaBase(settings: Settings): string | null {
  const { S3_BUCKET: bucket, S3_REGION: region } = settings;
  if (settings.MEDIA_DELIVERY !== 'redirect' || settings.BLOB_DRIVER !== 's3' || !bucket) return null;
  if (settings.CLOUDFRONT_DOMAIN) return `https://${settings.CLOUDFRONT_DOMAIN}`;
  const suffix = region?.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const { protocol, host, hostname, pathname } = new URL(
    settings.S3_ENDPOINT ?? `https://s3.${region}.${suffix}`,
  );
  const path = pathname.replace(/\/$/, '');
  // No certificate covers two levels of names, so the SDK leaves a bucket with dots in the path.
  const isInHost = !settings.S3_FORCE_PATH_STYLE && !bucket.includes('.') && !isIpAddress(hostname);
  return isInHost ? `${protocol}//${bucket}.${host}${path}` : `${protocol}//${host}${path}/${bucket}`;
}
