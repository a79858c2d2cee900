import { createHash } from 'node:crypto';

export type StoredS3Object = {
  bytes: Buffer;
  etag: string;
  modifiedAt: Date;
  /** Content type, disposition and x-amz-meta-*, as they were given. */
  headers: Record<string, string>;
};

export type Upload = {
  id: string;
  key: string;
  startedAt: Date;
  headers: Record<string, string>;
  parts: Map<number, Buffer>;
};

/** What a bucket holds. */
export type Bucket = {
  name: string;
  objects: Map<string, StoredS3Object>;
  uploads: Map<string, Upload>;
  cors: string | null;
  lifecycle: string | null;
  /** JSON. */
  policy: string | null;
  /** The configuration that keeps the bucket from ever being public. */
  publicAccessBlock: string | null;
};

export type BucketSettings = {
  /** Keys and uploads on one page of a list. */
  pageSize: number;
  /** False: If-None-Match is read over, as older stores do. */
  knowsConditions: boolean;
};

export function createBucket(name: string): Bucket {
  return {
    name,
    objects: new Map(),
    uploads: new Map(),
    ...{ cors: null, lifecycle: null, policy: null, publicAccessBlock: null },
  };
}

export const quotedMd5 = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
