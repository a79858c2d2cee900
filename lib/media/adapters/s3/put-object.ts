import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { newId } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import { isInline } from '../../media-types';
import { type PartedUpload, type PartsTarget, sendInParts } from '../send-in-parts';
import { translateS3Error } from './translate-error';

/** Names the put that made an object. */
const PUT_ID = 'put-id';

type ObjectName = { Bucket: string; Key: string };

/** Stores a stream under a name that must be free; see the Storage port. */
export async function putObject(
  client: S3Client,
  name: ObjectName,
  bytes: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<{ sizeBytes: number }> {
  const putId = newId();
  const about = {
    ContentType: contentType,
    // For whoever gets at the object past us: nothing that could run is shown in place.
    ContentDisposition: isInline(contentType) ? 'inline' : 'attachment',
    Metadata: { [PUT_ID]: putId },
  };
  const target: PartsTarget = {
    sendWhole: (body) =>
      claim(client, name, putId, () =>
        client.send(new PutObjectCommand({ ...name, ...about, Body: body, IfNoneMatch: '*' })),
      ),
    begin: () => begin(client, name, about, putId),
  };
  return sendInParts(bytes, target);
}

async function begin(
  client: S3Client,
  name: ObjectName,
  about: { ContentType: string; ContentDisposition: string; Metadata: Record<string, string> },
  putId: string,
): Promise<PartedUpload> {
  const created = await translated(client.send(new CreateMultipartUploadCommand({ ...name, ...about })));
  const upload = { ...name, UploadId: created.UploadId };
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  return {
    async sendPart(body, number, signal) {
      const command = new UploadPartCommand({ ...upload, PartNumber: number, Body: body });
      const { ETag } = await translated(client.send(command, { abortSignal: signal }));
      parts.push({ PartNumber: number, ETag });
    },
    complete() {
      const Parts = parts.sort((a, b) => a.PartNumber - b.PartNumber);
      const command = new CompleteMultipartUploadCommand({
        ...upload,
        MultipartUpload: { Parts },
        IfNoneMatch: '*',
      });
      return claim(client, name, putId, () => client.send(command));
    },
    async abort() {
      await client
        .send(new AbortMultipartUploadCommand(upload))
        .catch((error) => logger.warn('unfinished upload not removed', { key: name.Key, error }));
    },
  };
}

/**
 * Does what makes the object visible. The answer may get lost after it was done; then the SDK's repetition finds the
 * name taken, by ourselves. So the last word is with what is there.
 */
async function claim(
  client: S3Client,
  name: ObjectName,
  putId: string,
  commit: () => Promise<unknown>,
): Promise<void> {
  try {
    await commit();
  } catch (error) {
    const found = await client.send(new HeadObjectCommand(name)).catch(() => null);
    if (found?.Metadata?.[PUT_ID] !== putId) throw translateS3Error(error);
  }
}

function translated<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error) => {
    throw translateS3Error(error);
  });
}
