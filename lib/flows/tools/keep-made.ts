import type { Asset } from '@/lib/contracts';
import { assetIdOf, type JobRow } from '@/lib/generation';
import { getAsset, receiveMedia } from '@/lib/media';
import { alongsideAsset } from '../alongside-asset';
import type { Made, MadeFile } from './made';

/** A film of a minute over a slow line; a provider that stops sending is not waited for any longer. */
const FETCH_MS = 180_000;

/**
 * Takes what was made in through the one door, under ids that tell which attempt at which job it was. Throws what the door
 * throws; when `signal` is aborted, its reason.
 */
export async function keepMade(job: JobRow, made: Made, signal: AbortSignal): Promise<Asset[]> {
  const [source] = job.source_ids;
  const origin = source ? await getAsset(job.owner_id, source) : null;
  const parameters = job.parameters as Record<string, unknown>;
  const assets: Asset[] = [];
  for (const [index, file] of made.files.entries()) {
    signal.throwIfAborted();
    const bytes = file.body instanceof Uint8Array ? file.body : null;
    const asset = await receiveMedia({
      ownerId: job.owner_id,
      id: assetIdOf(job.id, job.attempts, index),
      body: streamOf(file.body, signal),
      declaredType: file.mediaType,
      filename: file.filename,
      contentLength: bytes ? bytes.byteLength : null,
      source: 'generated',
      conversationId: job.conversation_id,
      generation: {
        model: made.model.id,
        model_name: made.model.name,
        tool: job.tool,
        prompt: file.prompt ?? promptOf(parameters),
        parameters: withoutWords(parameters),
        cost_micros: Math.round(made.costMicros / made.files.length),
      },
      ...(origin && { derivedFrom: origin.id, version: origin.version + 1 }),
      alongside: alongsideAsset(job.owner_id),
    });
    assets.push(asset);
  }
  return assets;
}

function streamOf(body: MadeFile['body'], signal: AbortSignal): ReadableStream<Uint8Array> {
  if (body instanceof Uint8Array) return new Blob([body as Uint8Array<ArrayBuffer>]).stream();
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
  return body.pipeThrough(new TransformStream(), { signal: inTime });
}

function promptOf({ prompt, text }: Record<string, unknown>): string | null {
  return typeof prompt === 'string' ? prompt : typeof text === 'string' ? text : null;
}

/** The words are in the file, or beside it as the prompt: not once more. */
function withoutWords({ prompt, text, content, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
