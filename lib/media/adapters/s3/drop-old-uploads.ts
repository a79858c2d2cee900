import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { translateS3Error } from './translate-error';

/** Aborts the multipart uploads of media begun before `olderThan`, left by killed processes; returns how many. */
export async function dropOldUploads(client: S3Client, bucket: string, olderThan: Date): Promise<number> {
  let dropped = 0;
  try {
    for await (const page of listUploads(client, bucket)) {
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (!Initiated || Initiated >= olderThan) continue;
        if (await abort(client, { Bucket: bucket, Key, UploadId })) dropped += 1;
      }
    }
    return dropped;
  } catch (error) {
    throw translateS3Error(error);
  }
}

async function* listUploads(
  client: S3Client,
  bucket: string,
): AsyncGenerator<ListMultipartUploadsCommandOutput> {
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    page = await client.send(
      new ListMultipartUploadsCommand({
        Bucket: bucket,
        Prefix: 'media/',
        KeyMarker: page?.NextKeyMarker,
        UploadIdMarker: page?.NextUploadIdMarker,
      }),
    );
    yield page;
  } while (page.IsTruncated);
}

type Upload = { Bucket: string; Key: string | undefined; UploadId: string | undefined };

/** False when it was completed or aborted in the meantime. */
async function abort(client: S3Client, upload: Upload): Promise<boolean> {
  try {
    await client.send(new AbortMultipartUploadCommand(upload));
    return true;
  } catch (error) {
    if ((error as Error).name === 'NoSuchUpload') return false;
    throw error;
  }
}
