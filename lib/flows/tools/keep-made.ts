import type { Asset } from '@/lib/contracts';
import { assetIdOf, type JobRow } from '@/lib/generation';
import { getAsset, receiveMedia } from '@/lib/media';
import { alongsideAsset } from '../alongside-asset';
import type { Made } from './made';

/** Takes what was made in through the one door, under ids that tell which attempt at which job it was. */
export async function keepMade(job: JobRow, made: Made): Promise<Asset[]> {
  const [source] = job.source_ids;
  const origin = source ? await getAsset(job.owner_id, source) : null;
  const parameters = job.parameters as Record<string, unknown>;
  const assets: Asset[] = [];
  for (const [index, file] of made.files.entries()) {
    const { body } = file;
    const bytes = body instanceof Uint8Array ? body : null;
    const asset = await receiveMedia({
      ownerId: job.owner_id,
      id: assetIdOf(job.id, job.attempts, index),
      body: body instanceof Uint8Array ? new Blob([body as Uint8Array<ArrayBuffer>]).stream() : body,
      declaredType: file.mediaType,
      filename: file.filename,
      contentLength: bytes ? bytes.byteLength : null,
      source: 'generated',
      conversationId: job.conversation_id,
      generation: {
        model: made.model.id,
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

function promptOf({ prompt, text }: Record<string, unknown>): string | null {
  return typeof prompt === 'string' ? prompt : typeof text === 'string' ? text : null;
}

/** The words are in the file, or beside it as the prompt: not once more. */
function withoutWords({ prompt, text, content, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
