import type { Asset, Plan, PlanStep } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import {
  type CatalogueModel,
  MAX_MOMENTS,
  mustShrink,
  type Room,
  roomFor,
  take,
  tokensWhole,
  usedBy,
} from '@/lib/models';
import { roomOf } from './estimate-tokens';
import { planFileOf } from './plan-file-of';
import { planOf } from './plan-of';
import { saidIn } from './said-in';

/** Pictures are costly input: the newest of the branch go along. */
const MAX_CONTEXT_IMAGES = 8;

export type Share = {
  asset: Asset;
  /** Of the room; nothing of it: it is only told that the asset is there. */
  share: Room;
  /** Of a recording, a film or a document that is given whole; 0 of what is given otherwise. */
  wholeTokens: number;
  /** A picture that is given as its thumbnail. */
  isSmall: boolean;
};

type Shared = { model: CatalogueModel; kept: BranchMessage[]; assets: Asset[]; plan: Plan | null };

/** The newest messages take their room first, and within a message files in their order, as in their plan. */
export function shareRoom({ model, kept, assets, plan }: Shared): Share[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const room = roomFor(model.limits);
  const asked = roomAskedFor(kept.at(-1)?.asset_ids.flatMap((id) => byId.get(id) ?? []) ?? []);
  room.pictures = model.input.image ? Math.min(room.pictures, Math.max(MAX_CONTEXT_IMAGES, asked)) : 0;
  const shares = new Map<string, Share>();
  for (const message of kept.toReversed())
    for (const id of message.asset_ids) {
      const asset = byId.get(id);
      if (!asset || shares.has(id)) continue;
      const step = plan?.steps.find(({ asset_id }) => asset_id === id) ?? stepOf(model, asset, room);
      const isSmall = asset.type === 'image' && mustShrink(model.limits, planFileOf(asset), room);
      const share = allot(model, asset, step.way, room);
      take(room, share);
      const isWhole = asset.type !== 'image' && share.bytes > 0;
      const wholeTokens = isWhole ? tokensWhole(model.limits, planFileOf(asset)) : 0;
      shares.set(id, { asset, isSmall, share, wholeTokens });
    }
  return [...shares.values()];
}

const picturesOf: Record<Asset['type'], number> = { image: 1, video: MAX_MOMENTS, audio: 0, file: 0 };
const roomAskedFor = (assets: Asset[]) => assets.reduce((sum, { type }) => sum + picturesOf[type], 0);

/** What is of an earlier message is given as it can be, and not converted for it. */
function stepOf(model: CatalogueModel, asset: Asset, room: Room): PlanStep {
  const plan = planOf(model, [asset], { vision: null, transcription: null }, { room });
  return plan.steps[0] as PlanStep;
}

const NOTHING: Room = { characters: 0, pictures: 0, bytes: 0 };

function allot(model: CatalogueModel, asset: Asset, way: PlanStep['way'], room: Room): Room {
  const hasMoments = asset.type === 'video' && asset.status === 'processing';
  if (asset.status !== 'ready' && !hasMoments) return NOTHING;
  const used = usedBy(model, planFileOf(asset), way, room);
  if (used.bytes > 0) return used;
  // Who sees the moments need not be told what they show.
  const described = used.pictures === 0 ? roomOf(asset.description ?? '') : 0;
  const told = described + (asset.transcript ? roomOf(saidIn(asset.transcript)) : 0);
  return { ...used, characters: Math.min(used.characters + told, room.characters) };
}
