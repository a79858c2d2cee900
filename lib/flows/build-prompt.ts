import type { Asset, Model } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import { listAssets, readForModel } from '@/lib/media';
import type { PromptMessage } from '@/lib/models';
import { logger } from '@/lib/platform/logger';

/** Text that goes to a model at most; about 100,000 tokens, which today's models take. The newest is kept. */
const MAX_CONTEXT_CHARACTERS = 400_000;
/** Pictures are costly input: the newest of the branch go along. */
const MAX_CONTEXT_IMAGES = 8;

const INSTRUCTIONS =
  'You are the assistant in Strand, a chat where people talk by text, pictures and files. ' +
  'Answer in the language of the person. Use Markdown where it helps reading.';

/** Turns a branch (oldest first, the message to answer last) into what the model is given. */
export async function buildPrompt(
  ownerId: string,
  branch: BranchMessage[],
  model: Model,
): Promise<PromptMessage[]> {
  const kept = keepNewest(branch);
  const ids = [...new Set(kept.flatMap((message) => message.asset_ids))];
  const assets = new Map(
    (ids.length === 0 ? [] : await listAssets(ownerId, ids)).map((asset) => [asset.id, asset]),
  );
  const imageIds = model.input.image ? newestImages(kept, assets) : new Set<string>();
  const images = new Map<string, { mediaType: string; bytes: Uint8Array }>();
  await Promise.all(
    [...imageIds].map(async (id) => {
      // A picture that cannot be read is told as missing rather than failing the whole answer.
      const image = await readForModel(ownerId, id).catch((error: unknown) => {
        logger.warn('picture not readable for the model', { assetId: id, error });
        return null;
      });
      if (image) images.set(id, image);
    }),
  );
  const messages: PromptMessage[] = [{ role: 'system', parts: [{ type: 'text', text: INSTRUCTIONS }] }];
  for (const message of kept) {
    const parts: PromptMessage['parts'] = [];
    for (const id of message.asset_ids) {
      const image = images.get(id);
      if (image) parts.push({ type: 'image', ...image });
      else parts.push({ type: 'text', text: describeUnseen(assets.get(id)) });
    }
    if (message.content) parts.push({ type: 'text', text: message.content });
    if (parts.length > 0)
      messages.push({ role: message.sender_type === 'agent' ? 'assistant' : 'user', parts });
  }
  return messages;
}

function keepNewest(branch: BranchMessage[]): BranchMessage[] {
  let left = MAX_CONTEXT_CHARACTERS;
  const kept: BranchMessage[] = [];
  for (const message of branch.toReversed()) {
    left -= message.content?.length ?? 0;
    if (left < 0 && kept.length > 0) break;
    kept.unshift(message);
  }
  return kept;
}

function newestImages(branch: BranchMessage[], assets: Map<string, Asset>): Set<string> {
  const ids = branch.flatMap((message) => message.asset_ids).filter((id) => assets.get(id)?.type === 'image');
  return new Set(ids.slice(-MAX_CONTEXT_IMAGES));
}

function describeUnseen(asset: Asset | undefined): string {
  if (!asset) return '[A file that is no longer available]';
  return `[Attached ${asset.type}: ${asset.filename ?? asset.format}, ${asset.size_bytes} bytes; its contents were not sent]`;
}
