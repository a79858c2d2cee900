import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { type Clock, systemClock } from '@/lib/kernel';
import type { Storage } from '../../ports';
import { probeStorage } from '../../probe-storage';
import { requireStorageKey } from '../../storage-key';
import { translateRead } from '../translate-read';
import { dropOldUploads } from './drop-old-uploads';
import { presign } from './presign';
import { probeConditionalWrites } from './probe-conditional-writes';
import { putObject } from './put-object';
import { createS3Client, type S3Config } from './s3-client';
import { signCloudFrontUrl } from './sign-cloudfront-url';
import { signingWindow } from './signing-window';
import { translateS3Error } from './translate-error';

/**
 * A bucket of Amazon S3, or of another store with its interface. The store must know conditional writes; `check`
 * says so when it does not.
 */
export function createS3Storage(config: S3Config, clock: Clock = systemClock): Storage {
  const client = createS3Client(config);
  const nameOf = (key: string) => ({ Bucket: config.bucket, Key: requireStorageKey(key) });
  let isProvenConditional = false;

  const storage: Storage = {
    driver: 's3',
    capabilities: { signedReads: true, signedWrites: true },

    async put(key, bytes, { contentType }) {
      return putObject(client, nameOf(key), bytes, contentType);
    },

    async open(key, range) {
      const Range = range && `bytes=${range.start}-${range.end ?? ''}`;
      const command = new GetObjectCommand({ ...nameOf(key), Range });
      try {
        const answer = await client.send(command);
        const body = answer.Body as Readable;
        if (!range || answer.ContentRange) return translateRead(body, translateS3Error);
        body.destroy();
        throw new Error('The store answered with everything where a range was asked for.');
      } catch (error) {
        throw translateS3Error(error);
      }
    },

    async signRead(key, { expiresInSeconds, contentType, contentDisposition }) {
      const name = nameOf(key);
      const { signedAt, expiresAt } = signingWindow(new Date(clock.now()), expiresInSeconds);
      if (config.cloudFront) {
        const query = {
          'response-content-type': contentType,
          'response-content-disposition': contentDisposition,
        };
        return signCloudFrontUrl(config.cloudFront, name.Key, query, expiresAt);
      }
      const answer = {
        ResponseContentType: contentType,
        ResponseContentDisposition: contentDisposition,
        ResponseCacheControl: `private, max-age=${expiresInSeconds}, immutable`,
      };
      try {
        const command = new GetObjectCommand({ ...name, ...answer });
        return await presign(client, command, { signedAt, expiresInSeconds });
      } catch (error) {
        throw translateS3Error(error);
      }
    },

    async signWrite(key, { expiresInSeconds, contentType, sizeBytes }) {
      const command = new PutObjectCommand(nameOf(key));
      const headers = { 'content-type': contentType };
      try {
        const url = await presign(client, command, {
          signedAt: new Date(clock.now()),
          expiresInSeconds,
          // Browsers say the length themselves; another one breaks the signature.
          signedHeaders: { ...headers, 'content-length': String(sizeBytes) },
        });
        return { url, headers };
      } catch (error) {
        throw translateS3Error(error);
      }
    },

    async stat(key) {
      const command = new HeadObjectCommand(nameOf(key));
      try {
        const found = await client.send(command);
        return {
          key,
          sizeBytes: found.ContentLength ?? 0,
          modifiedAt: found.LastModified ?? new Date(clock.now()),
        };
      } catch (error) {
        // An answer to HEAD has no body, so the SDK names every 404 like this.
        if ((error as Error).name === 'NotFound') return null;
        throw translateS3Error(error);
      }
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand(nameOf(key))).catch((error) => {
        throw translateS3Error(error);
      });
    },

    async *list(prefix) {
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket: config.bucket, Prefix: prefix }))
          for (const { Key, Size, LastModified } of page.Contents ?? [])
            if (Key && LastModified) yield { key: Key, sizeBytes: Size ?? 0, modifiedAt: LastModified };
      } catch (error) {
        throw translateS3Error(error);
      }
    },

    dropUnfinished: (olderThan) => dropOldUploads(client, config.bucket, olderThan),

    async check() {
      await probeStorage(storage);
      if (!isProvenConditional) await probeConditionalWrites(storage);
      isProvenConditional = true;
    },
  };
  return storage;
}
