import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFrontConfig } from './sign-cloudfront-url';

export type S3Config = {
  bucket: string;
  region: string;
  /** For stores other than Amazon's. */
  endpoint?: string;
  forcePathStyle: boolean;
  /** Without them the SDK looks in its usual places: AWS_ variables, profiles, the machine's role. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  cloudFront?: CloudFrontConfig;
};

/** A throttled bucket (SlowDown) recovers within seconds; the default of three tries gives up within one. */
const MAX_ATTEMPTS = 5;
const CONNECT_TIMEOUT_MS = 5_000;
/** Until the first byte of the answer. A part of 5 MB takes 80 s over half a megabit. */
const ANSWER_TIMEOUT_MS = 120_000;
/** A video that is paused stands still as well; the browser asks again for the rest. */
const IDLE_TIMEOUT_MS = 300_000;
/** Slow readers hold a connection each; the SDK's 50 would let them stop everybody's uploads. */
const MAX_CONNECTIONS = 500;

export function createS3Client(config: S3Config): S3Client {
  const agent = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
  return new S3Client({
    region: config.region,
    endpoint: config.endpoint,
    forcePathStyle: config.forcePathStyle,
    credentials: config.credentials,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: IDLE_TIMEOUT_MS,
      httpAgent: agent,
      httpsAgent: agent,
    },
    // The signature covers the body. Stores of other makes stumble over the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // It takes a new connection for each part, and six seconds more with stores that do not know it.
    expectContinueHeader: false,
  });
}
