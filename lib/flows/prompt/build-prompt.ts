import type { Message, Plan, TrailStep } from '@/lib/contracts';
import { type BranchMessage, findSummary } from '@/lib/conversation';
import {
  type CatalogueModel,
  CHARACTERS_PER_TOKEN,
  PICTURE_TOKENS,
  type PromptMessage,
  roomIn,
  windowOf,
} from '@/lib/models';
import { convertFiles } from './convert-files';
import { estimateTokens } from './estimate-tokens';
import { type FittedBranch, fitBranch, isLong } from './fit-branch';
import { type PersonOfPrompt, writeInstructions } from './instructions';
import { toPromptParts } from './prompt-parts';
import { type Share, shareRoom } from './share-room';
import { writeTurns } from './write-turns';

export type PromptRequest = {
  ownerId: string;
  conversationId: string;
  /** Oldest first, the message to answer last. */
  branch: BranchMessage[];
  model: CatalogueModel;
  person: PersonOfPrompt | null;
  hasTools: boolean;
  signal: AbortSignal;
  /** Hears what is waited for. */
  say(label: string): void;
  /** Hears how much will be sent, before files are read; the prompt is not given out before it has agreed. */
  onSized?(size: { characters: number; pictures: number }): Promise<void>;
};

export type BuiltPrompt = {
  messages: PromptMessage[];
  /** How the files of the message are given; null without any. */
  plan: Plan | null;
  /** What was done to be able to give them. */
  trail: TrailStep[];
  context: NonNullable<Message['metadata']['context']>;
  /** Pictures of the message to answer. */
  pointed: string[];
  /** The newest picture of the branch, sent or made. */
  newestImage: string | null;
  /** Whether the older part should be summed up for the answers to come, and for how large a model. */
  summariseFor: number | null;
};

/**
 * Turns a branch into what the model is given. Waits for files that are still being prepared, up to a minute, and has
 * those of the last message converted that the model cannot take. Throws what `onSized` throws, and when `signal` is
 * aborted.
 */
export async function buildPrompt(request: PromptRequest): Promise<BuiltPrompt> {
  const { ownerId, branch, model } = request;
  const windowTokens = windowOf(model.limits.context_tokens);
  const path = branch.map(({ id }) => id);
  const summary = isLong(branch, windowTokens) ? await findSummary(ownerId, path) : null;
  const room = roomIn(windowTokens);
  const first = fitBranch(branch, summary, room);
  const attached = branch.at(-1)?.asset_ids ?? [];
  const files = await convertFiles(
    request,
    [...new Set(first.kept.flatMap((message) => message.asset_ids))],
    attached,
  );
  const instructions = writeInstructions({ ...request, now: new Date() });
  const wished = shareRoom({ model, kept: first.kept, ...files });
  const fitted = fitBranch(branch, summary, room, tokensOfFiles(first.kept, wished));
  const { kept } = fitted;
  const isKept = new Set(kept.flatMap(({ asset_ids }) => asset_ids));
  const shares = wished.filter(({ asset }) => isKept.has(asset.id));
  const characters =
    instructions.length +
    (fitted.summary?.content.length ?? 0) +
    sum(kept.map(({ content }) => content?.length ?? 0)) +
    sum(shares.map(({ share, wholeTokens }) => share.characters + wholeTokens * CHARACTERS_PER_TOKEN));
  const pictures = sum(shares.map(({ share }) => share.pictures));
  const [given] = await Promise.all([
    readShares(ownerId, shares),
    request.onSized?.({ characters, pictures }),
  ]);
  const messages = writeTurns({
    instructions,
    ...fitted,
    assets: files.assets,
    given,
    hasIds: request.hasTools,
  });
  const images = files.assets.filter(({ type }) => type === 'image').map(({ id }) => id);
  return {
    messages,
    plan: files.plan,
    trail: files.trail,
    context: {
      tokens:
        sum(messages.flatMap(({ parts }) => parts.map(tokensOfPart))) +
        sum(shares.map(({ wholeTokens }) => wholeTokens)),
      limit_tokens: model.limits.context_tokens ?? null,
      messages: kept.length,
      summarised_messages: fitted.summary?.coveredMessages ?? 0,
    },
    pointed: attached.filter((id) => images.includes(id)),
    newestImage: newestOf(kept, images),
    summariseFor:
      isLong(kept, windowTokens) || kept.length < branch.length - coveredOf(branch, fitted)
        ? windowTokens
        : null,
  };
}

/** Messages of the branch that the summary stands for. */
const coveredOf = (branch: BranchMessage[], { summary }: FittedBranch) =>
  summary ? branch.findIndex(({ id }) => id === summary.uptoMessageId) + 1 : 0;

/** What files add to each message: that of a file which is there more than once, to the newest. */
function tokensOfFiles(kept: BranchMessage[], shares: Share[]): Map<string, number> {
  const tokens = new Map<string, number>();
  for (const { asset, share, wholeTokens } of shares) {
    const message = kept.findLast(({ asset_ids }) => asset_ids.includes(asset.id));
    if (!message) continue;
    const words = Math.ceil(share.characters / CHARACTERS_PER_TOKEN);
    const taken = wholeTokens + words + share.pictures * PICTURE_TOKENS;
    tokens.set(message.id, (tokens.get(message.id) ?? 0) + taken);
  }
  return tokens;
}

async function readShares(ownerId: string, shares: Share[]): Promise<Map<string, PromptMessage['parts']>> {
  const read = shares.map(async (share) => [share.asset.id, await toPromptParts(ownerId, share)] as const);
  return new Map(await Promise.all(read));
}

/** The last picture of the last message that has any. */
function newestOf(kept: BranchMessage[], images: string[]): string | null {
  const newest = kept.flatMap(({ asset_ids }) => asset_ids.filter((id) => images.includes(id)));
  return newest.at(-1) ?? null;
}

/** Files that are given whole are counted by what is known of them. */
function tokensOfPart(part: PromptMessage['parts'][number]): number {
  if (part.type === 'text') return estimateTokens(part.text);
  return part.type === 'image' ? PICTURE_TOKENS : 0;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
