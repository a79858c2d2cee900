import type { Asset, Message, Plan, PlanStep, TrailStep } from '@/lib/contracts';
import { type BranchMessage, findSummary } from '@/lib/conversation';
import { type CatalogueModel, mustShrink, type PromptMessage } from '@/lib/models';
import { convertFiles } from './convert-files';
import { estimateTokens, PICTURE_TOKENS } from './estimate-tokens';
import { type FittedBranch, fitBranch, isLong, roomIn, windowOf } from './fit-branch';
import { type PersonOfPrompt, writeInstructions } from './instructions';
import { planFileOf } from './plan-file-of';
import { planOf } from './plan-of';
import { allotRoom, MAX_FRAMES, type PromptRoom, toPromptParts } from './prompt-parts';
import { writeTurns } from './write-turns';

/** Pictures are costly input: the newest of the branch go along. */
const MAX_CONTEXT_IMAGES = 8;
/** The words of documents at most, and at most half of the room that there is for everything. */
const MAX_DOCUMENT_CHARACTERS = 200_000;
/** Recordings, films and documents that are given as they are: providers take about 20 MB a request. */
const MAX_WHOLE_BYTES = 14 * 1024 * 1024;

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
  const fitted = fitBranch(branch, summary, roomIn(windowTokens));
  const { kept } = fitted;
  const attached = kept.at(-1)?.asset_ids ?? [];
  const files = await convertFiles(
    request,
    [...new Set(kept.flatMap((message) => message.asset_ids))],
    attached,
  );
  const instructions = writeInstructions({ ...request, now: new Date() });
  const shares = shareRoom(request, fitted, files.assets, files.plan);
  const characters =
    instructions.length +
    (fitted.summary?.content.length ?? 0) +
    sum(kept.map(({ content }) => content?.length ?? 0)) +
    sum(shares.map(({ share }) => share.characters));
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
      tokens: sum(messages.flatMap(({ parts }) => parts.map(tokensOfPart))),
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

type Share = { asset: Asset; isSmall: boolean; share: PromptRoom };

/** The newest messages take their room first, and within a message files in their order. */
function shareRoom(
  { model }: PromptRequest,
  { kept }: FittedBranch,
  assets: Asset[],
  plan: Plan | null,
): Share[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const newest = kept.at(-1)?.asset_ids.flatMap((id) => byId.get(id) ?? []) ?? [];
  const asked = sum(newest.map(({ type }) => (type === 'image' ? 1 : type === 'video' ? MAX_FRAMES : 0)));
  const most = Math.min(Math.max(MAX_CONTEXT_IMAGES, asked), model.limits.images ?? Number.POSITIVE_INFINITY);
  const window = roomIn(windowOf(model.limits.context_tokens));
  const room: PromptRoom = {
    characters: Math.min(MAX_DOCUMENT_CHARACTERS, window * 2),
    pictures: model.input.image ? Math.min(most, Math.max(1, Math.floor(window / 2 / PICTURE_TOKENS))) : 0,
    bytes: MAX_WHOLE_BYTES,
  };
  const shares = new Map<string, Share>();
  for (const message of kept.toReversed())
    for (const id of message.asset_ids) {
      const asset = byId.get(id);
      if (!asset || shares.has(id)) continue;
      const step = plan?.steps.find(({ asset_id }) => asset_id === id) ?? stepOf(model, asset);
      const isSmall = asset.type === 'image' && mustShrink(model.limits, planFileOf(asset));
      shares.set(id, { asset, isSmall, share: allotRoom(asset, step.way, room) });
    }
  return [...shares.values()];
}

/** What is of an earlier message is given as it can be, and not converted for it. */
function stepOf(model: CatalogueModel, asset: Asset): PlanStep {
  const plan = planOf(model, [asset], { vision: null, transcription: null });
  return plan.steps[0] as PlanStep;
}

async function readShares(ownerId: string, shares: Share[]): Promise<Map<string, PromptMessage['parts']>> {
  const read = shares.map(
    async ({ asset, ...of }) => [asset.id, await toPromptParts(ownerId, asset, of)] as const,
  );
  return new Map(await Promise.all(read));
}

/** The last picture of the last message that has any. */
function newestOf(kept: BranchMessage[], images: string[]): string | null {
  const newest = kept.flatMap(({ asset_ids }) => asset_ids.filter((id) => images.includes(id)));
  return newest.at(-1) ?? null;
}

function tokensOfPart(part: PromptMessage['parts'][number]): number {
  if (part.type === 'text') return estimateTokens(part.text);
  return part.type === 'image' || part.type === 'file' ? PICTURE_TOKENS : 0;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
