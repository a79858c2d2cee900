import { createSign } from 'node:crypto';

export type CloudFrontConfig = {
  /** Host name of the distribution. */
  domain: string;
  keyPairId: string;
  /** RSA, in PEM. */
  privateKey: string;
};

/**
 * A CloudFront address with a canned policy: readable until `expiresAt`. The query is part of what is signed.
 * Steps, policy without spaces, SHA-1 and the three replaced characters as described in
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
 */
export function signCloudFrontUrl(
  config: CloudFrontConfig,
  key: string,
  query: Record<string, string>,
  expiresAt: Date,
): string {
  const epochSeconds = Math.floor(expiresAt.getTime() / 1000);
  const resource = `https://${config.domain}/${key}?${new URLSearchParams(query)}`;
  const policy = JSON.stringify({
    Statement: [{ Resource: resource, Condition: { DateLessThan: { 'AWS:EpochTime': epochSeconds } } }],
  });
  const signature = createSign('RSA-SHA1').update(policy).sign(config.privateKey, 'base64');
  const inAddress = signature.replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
  return `${resource}&Expires=${epochSeconds}&Signature=${inAddress}&Key-Pair-Id=${config.keyPairId}`;
}
