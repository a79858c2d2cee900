type Statement = { Sid?: string } & Record<string, unknown>;
type Policy = { Version: string; Statement: Statement[] };

const OUR_STATEMENT = 'StrandEncryptedConnectionsOnly';

/**
 * A policy that refuses everybody who does not come over TLS, beside the statements of others in `found`, the policy
 * that the bucket has (JSON, or null). Condition key: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function withOurPolicy(found: string | null, bucket: string): Policy {
  const policy: Policy = found === null ? { Version: '2012-10-17', Statement: [] } : JSON.parse(found);
  const ours: Statement = {
    Sid: OUR_STATEMENT,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return { ...policy, Statement: [...policy.Statement.filter(({ Sid }) => Sid !== OUR_STATEMENT), ours] };
}
