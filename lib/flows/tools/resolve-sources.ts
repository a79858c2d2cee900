import type { Asset, ToolId, ToolParameters } from '@/lib/contracts';
import { listAssets } from '@/lib/media';
import { noPicture, sourceNotFound } from './errors';

/** What the person meant by "this picture", for tools that were not told which. */
export type ToolContext = {
  /** Assets that the person points at or sent along. */
  pointed: string[];
  /** The newest picture of the branch. */
  newestImage: string | null;
};

/**
 * The pictures that a tool works on: those it was told, else those pointed at, else the newest; only the owner's, and only
 * such as are ready. Throws `tools.source_not_found`, `tools.no_picture`.
 */
export async function resolveSources(
  ownerId: string,
  tool: ToolId,
  parameters: Record<string, unknown>,
  context: ToolContext,
): Promise<Asset[]> {
  if (tool === 'edit_image') {
    const { images = [] } = parameters as ToolParameters<'edit_image'>;
    if (images.length > 0) return requirePictures(ownerId, images);
    const found = await findMeant(ownerId, context);
    if (found.length === 0) throw noPicture();
    return found.slice(0, MAX_SOURCES);
  }
  if (tool !== 'generate_video') return [];
  const { image, animate = false } = parameters as ToolParameters<'generate_video'>;
  if (image) return requirePictures(ownerId, [image]);
  const found = await findMeant(ownerId, animate ? context : { ...context, newestImage: null });
  if (animate && found.length === 0) throw noPicture();
  return found.slice(0, 1);
}

const MAX_SOURCES = 4;

async function requirePictures(ownerId: string, ids: string[]): Promise<Asset[]> {
  const wanted = [...new Set(ids)];
  const found = (await listAssets(ownerId, wanted)).filter(isPicture);
  if (found.length < wanted.length) throw sourceNotFound();
  return found;
}

async function findMeant(ownerId: string, { pointed, newestImage }: ToolContext): Promise<Asset[]> {
  const found = await listAssets(ownerId, newestImage ? [...pointed, newestImage] : pointed);
  const pictures = found.filter(isPicture);
  const meant = pictures.filter(({ id }) => pointed.includes(id));
  return meant.length > 0 ? meant : pictures;
}

const isPicture = ({ type, status }: Asset) => type === 'image' && status === 'ready';
