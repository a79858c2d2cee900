import type { Asset, Job } from '@/lib/contracts';
import { filmShape } from '../media/film-shape';
import { gridRatio, ratioOfGrid } from '../media/justified-rows';

export type JobShape = {
  /** Width to height of what is coming. */
  ratio: number;
  maxWidthPx: number;
  /** True for a film, which has a row of controls under it. */
  hasControls: boolean;
};

/** As the one picture of an answer is shown. */
const PICTURE_HEIGHT_PX = 360;
const GRID_WIDTH_PX = 480;

/** The room that a coming picture or film takes; null for what is not looked at. `source`: what it is made from. */
export function shapeOfJob(job: Pick<Job, 'tool' | 'parameters'>, source: Asset | null): JobShape | null {
  const [width, height] = sizeOf(job, source);
  if (job.tool === 'generate_video') {
    const { ratio, maxWidthPx } = filmShape({ width, height });
    return { ratio, maxWidthPx, hasControls: true };
  }
  if (job.tool !== 'generate_image' && job.tool !== 'edit_image') return null;
  const ratio = gridRatio(width, height);
  const { count } = job.parameters;
  if (typeof count !== 'number' || count < 2)
    return { ratio, maxWidthPx: Math.round(PICTURE_HEIGHT_PX * ratio), hasControls: false };
  const ratios = Array<number>(count).fill(ratio);
  return { ratio: ratioOfGrid(ratios), maxWidthPx: GRID_WIDTH_PX, hasControls: false };
}

function sizeOf({ tool, parameters }: Pick<Job, 'tool' | 'parameters'>, source: Asset | null) {
  const said = /^(\d+):(\d+)$/.exec(String(parameters.aspect_ratio ?? ''));
  if (said) return [Number(said[1]), Number(said[2])] as const;
  if (tool === 'edit_image' && source?.width && source.height) return [source.width, source.height] as const;
  return tool === 'generate_video' ? ([16, 9] as const) : ([1, 1] as const);
}
