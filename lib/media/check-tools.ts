import { AppError } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import { checkConverter } from './adapters/ffmpeg/find-converter';
import { isOneColour } from './adapters/raster';
import { checkScanner } from './check-scanner';
import { prepareImage } from './prepare-image';
import type { MadeFile } from './prepare-ports';
import { findPreparer } from './preparers';
import { judgeSample } from './samples';
import { withSpool } from './spool';

export type ToolCheck = {
  name: string;
  status: 'ok' | 'degraded' | 'missing' | 'failed';
  detail: string;
  advice?: string;
};
type Finding = Omit<ToolCheck, 'name'>;

const REINSTALL = 'Stop the app, delete node_modules and start again with npm start, which installs it anew.';
const INSTALL_FONTS = 'Install fonts (apt install fonts-liberation fonts-noto-core): this machine has none.';
const INSTALL_FFMPEG =
  'Install ffmpeg (apt install ffmpeg, brew install ffmpeg), or set FFMPEG_PATH, and start again.';

const pictureKinds: { name: string; samples: string[]; broken: Finding['status'] }[] = [
  {
    name: 'images',
    samples: ['picture.jpg', 'picture.png', 'picture.webp', 'picture.avif', 'picture.gif', 'picture.tif'],
    broken: 'failed',
  },
  { name: 'images: BMP', samples: ['picture.bmp'], broken: 'degraded' },
  { name: 'images: HEIC', samples: ['picture.heic'], broken: 'degraded' },
  { name: 'images: SVG', samples: ['picture.svg'], broken: 'degraded' },
];

/**
 * Tries out everything that reads media here on tiny files, the way those from outside are read. Takes a few seconds;
 * `signal` ends it. Reports what does not work, never throws.
 */
export async function checkMediaTools(signal: AbortSignal): Promise<ToolCheck[]> {
  const checks: ToolCheck[] = [];
  // One after the other: each starts processes of its own, which must not keep each other from ending in time.
  for (const { name, samples, broken } of pictureKinds)
    checks.push(await check(name, () => checkPictures(samples, broken)));
  checks.push(await check('ffmpeg', checkFfmpeg));
  checks.push(await check('audio', () => checkPrepared('sound.ogg', [], INSTALL_FFMPEG, signal)));
  checks.push(await check('video', () => checkPrepared('film.mp4', ['poster'], INSTALL_FFMPEG, signal)));
  checks.push(await check('documents', () => checkDocuments(signal)));
  checks.push(await check('scanner', () => checkScanner(signal)));
  return checks;
}

async function check(name: string, run: () => Promise<Finding>): Promise<ToolCheck> {
  try {
    return { name, ...(await run()) };
  } catch (error) {
    logger.error('media tool check failed', { name, error });
    const detail = AppError.isInstance(error) ? error.publicMessage : 'does not work';
    return { name, status: 'failed', detail, advice: REINSTALL };
  }
}

async function checkPictures(samples: string[], broken: Finding['status']): Promise<Finding> {
  const unread: string[] = [];
  for (const sample of samples) {
    await withSpool(async (folder) => {
      const { file, judged } = await judgeSample(sample, folder);
      await prepareImage(file, judged.type, folder);
    }).catch((error: unknown) => {
      logger.warn('sample picture not read', { sample, error });
      unread.push(formatOf(sample));
    });
  }
  const kinds = samples.map(formatOf).join(', ');
  if (unread.length === 0) return { status: 'ok', detail: `${kinds} read and rendered` };
  return { status: broken, detail: `cannot be read: ${unread.join(', ')}`, advice: REINSTALL };
}

const formatOf = (sample: string) => sample.replace(/^.*\./, '').toUpperCase();

async function checkFfmpeg(): Promise<Finding> {
  const { kind, version } = await checkConverter();
  if (kind === 'system') return { status: 'ok', detail: `version ${version}` };
  if (kind === 'wasm') {
    return {
      status: 'degraded',
      detail: `not found; its WebAssembly build ${version} does the work, more slowly`,
      advice: INSTALL_FFMPEG,
    };
  }
  return {
    status: 'missing',
    detail: 'sound and film are kept as they come, without previews',
    advice: INSTALL_FFMPEG,
  };
}

/** Prepares a sample as a job would, and sees that it made what is `wanted`. */
async function checkPrepared(
  sample: string,
  wanted: string[],
  advice: string,
  signal: AbortSignal,
): Promise<Finding> {
  const { names, note } = await prepareSample(sample, signal);
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length === 0 && note === null)
    return {
      status: 'ok',
      detail: `${formatOf(sample)} prepared${names.length > 0 ? `: ${listWords(names)}` : ''}`,
    };
  return { status: 'degraded', detail: note ?? `not made: ${missing.join(', ')}`, advice };
}

const variantWords: Record<string, string> = {
  thumbnail: 'a small picture',
  poster: 'a poster',
  playable: 'a copy that plays everywhere',
  model_input: 'a copy for models',
  audio: 'its sound',
};

/** What was made, as people say it. */
const listWords = (names: string[]) =>
  [
    ...new Set(
      names.map((name) => variantWords[name] ?? (name.startsWith('keyframe_') ? 'its moments' : name)),
    ),
  ].join(', ');

async function checkDocuments(signal: AbortSignal): Promise<Finding> {
  for (const sample of ['words.pdf', 'words.docx']) {
    const { names, note, isBlank } = await prepareSample(sample, signal);
    const kind = formatOf(sample);
    const missing = ['thumbnail', 'page', 'text'].filter((name) => !names.includes(name));
    if (missing.length > 0 || note !== null)
      return {
        status: 'degraded',
        detail: `${kind}: ${note ?? `not made: ${missing.join(', ')}`}`,
        advice: REINSTALL,
      };
    if (isBlank)
      return {
        status: 'degraded',
        detail: `${kind}: first pages are drawn without words`,
        advice: INSTALL_FONTS,
      };
  }
  return { status: 'ok', detail: 'PDF and DOCX prepared: first page and text' };
}

type Sampled = {
  names: string[];
  note: string | null;
  /** Of the first page. */
  isBlank: boolean;
};

async function prepareSample(sample: string, signal: AbortSignal): Promise<Sampled> {
  return withSpool(async (folder) => {
    const { file: source, judged, sizeBytes } = await judgeSample(sample, folder);
    const { kind, format, contentType } = judged.type;
    const prepare = await findPreparer(judged.type);
    if (!prepare) throw new Error(`Nothing prepares ${sample}.`);
    const found: Sampled = { names: [], note: null, isBlank: false };
    const work = {
      source,
      folder,
      signal,
      tell: () => {},
      async keep({ name, file }: MadeFile) {
        found.names.push(name);
        if (name === 'page') found.isBlank = await isOneColour(file);
      },
      learn: () => {},
    };
    const { previewNote } = await prepare({ ...judged, kind, format, contentType, sizeBytes }, work);
    return { ...found, note: previewNote };
  });
}
