import { badRequest } from '../../errors';
import type { ImageCall, ImageEngine, MadeImage } from '../../ports';
import { renderArtwork } from './artwork/render-artwork';
import { editPicture } from './editing/edit-picture';

const MAX_COUNT = 4;

/** Draws by rule; changes the first of the pictures given, by rule. Everything says that Studio made it. */
export const imageEngine: ImageEngine = {
  async generate(call) {
    const images = call.images.length > 0 ? [await edit(call)] : await draw(call);
    return { images, usage: { images: images.length } };
  },
};

async function draw({ prompt, aspectRatio, count, seed, signal }: ImageCall): Promise<MadeImage[]> {
  const images: MadeImage[] = [];
  for (let index = 0; index < Math.min(Math.max(1, count), MAX_COUNT); index += 1) {
    signal.throwIfAborted();
    // Without a seed, the first one is what Studio always draws for these words.
    const chance = seed === undefined && index === 0 ? undefined : `${seed ?? ''}:${index}`;
    const drawn = await renderArtwork(prompt, { aspectRatio, seed: chance });
    images.push({ mediaType: 'image/png', bytes: new Uint8Array(drawn) });
  }
  return images;
}

async function edit({ images, prompt, signal }: ImageCall): Promise<MadeImage> {
  const [first] = images;
  try {
    signal.throwIfAborted();
    const bytes = await editPicture(first?.bytes ?? new Uint8Array(), prompt);
    return { mediaType: 'image/png', bytes };
  } catch (error) {
    signal.throwIfAborted();
    throw badRequest({ name: 'Studio', cause: error });
  }
}
