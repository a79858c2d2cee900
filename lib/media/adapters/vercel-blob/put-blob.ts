import {
  completeMultipartUpload,
  createMultipartUpload,
  head,
  type Part,
  put,
  uploadPart,
} from '@vercel/blob';
import { keyTaken } from '../../errors';
import { type PartedUpload, sendInParts } from '../send-in-parts';
import { ASK_TIMEOUT_MS, callBlob, SEND_TIMEOUT_MS } from './call-blob';

type CreateOptions = Parameters<typeof createMultipartUpload>[1];

/** Stores a stream under a name that must be free; see the Storage port. */
export function putBlob(
  token: string,
  key: string,
  bytes: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<{ sizeBytes: number }> {
  const options: CreateOptions = {
    token,
    access: 'private',
    contentType,
    addRandomSuffix: false,
    allowOverwrite: false,
  };
  return sendInParts(bytes, {
    async sendWhole(body) {
      const send = (abortSignal: AbortSignal) => put(key, body, { ...options, abortSignal });
      await claim(token, key, callBlob(SEND_TIMEOUT_MS, send));
    },
    begin: () => begin(key, options),
  });
}

async function begin(key: string, options: CreateOptions): Promise<PartedUpload> {
  const create = (abortSignal: AbortSignal) => createMultipartUpload(key, { ...options, abortSignal });
  const upload = { ...options, ...(await claim(options.token, key, callBlob(ASK_TIMEOUT_MS, create))) };
  const parts: Part[] = [];
  return {
    async sendPart(body, partNumber, stop) {
      const send = (abortSignal: AbortSignal) =>
        uploadPart(key, body, { ...upload, partNumber, abortSignal });
      parts.push(await callBlob(SEND_TIMEOUT_MS, send, stop));
    },
    async complete() {
      const inOrder = parts.sort((a, b) => a.partNumber - b.partNumber);
      const complete = (abortSignal: AbortSignal) =>
        completeMultipartUpload(key, inOrder, { ...upload, abortSignal });
      await claim(options.token, key, callBlob(SEND_TIMEOUT_MS, complete));
    },
    // Vercel has no call for it; parts that are never completed are not visible.
    abort: async () => undefined,
  };
}

/**
 * That a name is taken has no error of its own, so what is there decides. The answer to a put that was done may get
 * lost, and the SDK's repetition then finds the name taken: this too is a conflict here, since nothing tells who made
 * a blob. The caller may try again under a new name, and the sweep removes the first.
 */
async function claim<T>(token: string | undefined, key: string, commit: Promise<T>): Promise<T> {
  try {
    return await commit;
  } catch (error) {
    const find = (abortSignal: AbortSignal) => head(key, { token, abortSignal });
    const found = await callBlob(ASK_TIMEOUT_MS, find).catch(() => null);
    throw found ? keyTaken() : error;
  }
}
