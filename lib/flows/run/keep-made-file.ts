import type { Asset, Run } from '@/lib/contracts';
import { attachToAnswer } from '@/lib/conversation';
import { deleteUnusedAssets, receiveMedia, requireAsset } from '@/lib/media';
import type { AnswerPart } from '@/lib/models';
import { alongsideAsset } from '../alongside-asset';

export type MadeFile = Extract<AnswerPart, { type: 'file' }>;

/**
 * Stores what a model drew through the one door and ties it to the answer. Null when the run was closed or deleted
 * meanwhile: nobody will ever see it, so it is not kept.
 */
export async function keepMadeFile(
  { ownerId, run, model }: { ownerId: string; run: Run; model: string },
  made: MadeFile,
): Promise<Asset | null> {
  const asset = await receiveMedia({
    ownerId,
    body: new Blob([made.bytes as Uint8Array<ArrayBuffer>]).stream(),
    declaredType: made.mediaType,
    filename: null,
    contentLength: made.bytes.byteLength,
    source: 'generated',
    conversationId: run.conversation_id,
    generation: { model, prompt: made.prompt ?? null },
    alongside: alongsideAsset(ownerId),
  });
  const held = { id: run.id, messageId: run.message_id };
  if (!(await attachToAnswer(ownerId, held, { id: asset.id, kind: asset.type, url: asset.url }))) {
    await deleteUnusedAssets(ownerId, [asset.id]);
    return null;
  }
  // What was being prepared may have ended before there was a message to tell of it.
  return asset.status === 'processing' ? requireAsset(ownerId, asset.id) : asset;
}
