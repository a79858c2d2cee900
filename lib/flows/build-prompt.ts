import type { Asset, Model } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import type { PromptMessage } from '@/lib/models';
import { awaitAssets } from './await-assets';
import { allotRoom, type PromptRoom, toPromptParts } from './prompt-parts';

/** Text that goes to a model at most; about 100,000 tokens, which today's models take. The newest is kept. */
const MAX_CONTEXT_CHARACTERS = 400_000;
/** Of that, the words of documents. */
const MAX_DOCUMENT_CHARACTERS = 200_000;
/** Pictures are costly input: the newest of the branch go along. */
const MAX_CONTEXT_IMAGES = 8;

const INSTRUCTIONS =
  'You are the assistant in Strand, a chat where people talk by text, pictures and files. ' +
  'Answer in the language of the person. Use Markdown where it helps reading.';

const gone = { type: 'text', text: '[A file that is no longer available]' } as const;

export type PromptWait = { signal: AbortSignal; say(label: string): void };

/**
 * Turns a branch (oldest first, the message to answer last) into what the model is given. Waits for files that are
 * still being prepared, up to a minute; `wait.say` hears it, `wait.signal` ends it.
 */
export async function buildPrompt(
  ownerId: string,
  branch: BranchMessage[],
  model: Model,
  wait: PromptWait,
): Promise<PromptMessage[]> {
  const kept = keepNewest(branch);
  const ids = [...new Set(kept.flatMap((message) => message.asset_ids))];
  const assets = await awaitAssets(ownerId, ids, wait);
  const given = await readNewestFirst(ownerId, assets, {
    characters: MAX_DOCUMENT_CHARACTERS,
    pictures: model.input.image ? MAX_CONTEXT_IMAGES : 0,
  });
  const messages: PromptMessage[] = [{ role: 'system', parts: [{ type: 'text', text: INSTRUCTIONS }] }];
  for (const message of kept) {
    const parts = message.asset_ids.flatMap((id) => given.get(id) ?? [gone]);
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

/** The newest take their room first; what each got is read side by side. */
async function readNewestFirst(
  ownerId: string,
  assets: Asset[],
  room: PromptRoom,
): Promise<Map<string, PromptMessage['parts']>> {
  const shares = assets.toReversed().map((asset) => ({ asset, share: allotRoom(asset, room) }));
  const read = shares.map(
    async ({ asset, share }) => [asset.id, await toPromptParts(ownerId, asset, share)] as const,
  );
  return new Map(await Promise.all(read));
}
