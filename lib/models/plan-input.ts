import type { Plan, PlanStep, ToolId } from '@/lib/contracts';
import type { CatalogueModel } from './catalogue';
import { planDocument } from './plan/document';
import { planPicture } from './plan/picture';
import { type Converters, handled, type PlanFile } from './plan/plan-file';
import { type Room, roomFor, take, usedBy } from './plan/room';
import { planSound } from './plan/sound';
import { planVideo } from './plan/video';

export type { Converters, PlanFile } from './plan/plan-file';

export type PlanGiven = {
  /** Who answers. */
  model: CatalogueModel;
  hasText: boolean;
  files: PlanFile[];
  converters: Converters;
  /** What is to be made, when a tool was called. */
  wanted: WantedOutput | null;
  /** Where something else took of it; else all that the model has. */
  room?: Room | undefined;
};

export type WantedOutput = {
  tool: ToolId;
  maker: { id: string; name: string } | null;
  /** Why nothing can make it here. */
  missing: string | null;
};

const kindOf: Record<ToolId, PlanStep['kind']> = {
  generate_image: 'image',
  edit_image: 'image',
  generate_video: 'video',
  speak: 'audio',
  make_file: 'document',
  search_web: 'text',
};

/**
 * Says of each part of a message how it will be handled, and of what is wanted who makes it. Files take their room in
 * their order. Pure: the same facts give the same plan before sending and while answering.
 */
export function planInput({ model, hasText, files, converters, wanted, room: given }: PlanGiven): Plan {
  const room = { ...(given ?? roomFor(model.limits)) };
  const steps = files.map((file): PlanStep => {
    const handling = planFile(model, file, converters, room);
    take(room, usedBy(model, file, handling.way, room));
    return { asset_id: file.assetId, direction: 'in', ...handling };
  });
  if (hasText) steps.unshift(textStep(model));
  if (wanted) steps.push(outputStep(wanted));
  return { model: model.id, model_name: model.name, steps };
}

function planFile(model: CatalogueModel, file: PlanFile, converters: Converters, room: Room) {
  if (file.isLate && file.kind !== 'video')
    return handled(file.kind, 'impossible', 'The file was not ready in time; its contents are not sent.');
  if (file.kind === 'image') return planPicture(model, file, converters, room);
  if (file.kind === 'audio') return planSound(model, file, converters, room);
  if (file.kind === 'video') return planVideo(model, file, converters, room);
  return planDocument(model, file, room);
}

function textStep(model: CatalogueModel): PlanStep {
  return {
    ...{ asset_id: null, kind: 'text', direction: 'in', way: 'native', via: null, via_name: null },
    reason: `${model.name} reads the text.`,
  };
}

function outputStep({ tool, maker, missing }: WantedOutput): PlanStep {
  const made = { asset_id: null, kind: kindOf[tool], direction: 'out' } as const;
  if (!maker)
    return {
      ...{ ...made, way: 'impossible', via: null, via_name: null },
      reason: missing ?? 'Nothing that can make this is set up here.',
    };
  return {
    ...{ ...made, way: 'native', via: maker.id, via_name: maker.name },
    reason: tool === 'search_web' ? `${maker.name} looks it up.` : `${maker.name} makes it.`,
  };
}
