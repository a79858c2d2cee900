import { AppError } from '@/lib/kernel';
import { findConverter } from '../adapters/ffmpeg/find-converter';
import type { InputInfo } from '../adapters/ffmpeg/read-input-info';
import { type ContainerFacts, readContainer } from '../adapters/mediabunny/read-container';
import { LISTEN_TIMEOUT_MS } from '../limits';
import type { PreparedAsset, Preparer, PrepareWork } from '../prepare-ports';
import { convert, type Desk, lengthArgs, madeFile } from './convert';
import { makePlayableVideo } from './make-playable-video';
import { makePoster } from './make-poster';
import { pickKeyframes } from './pick-keyframes';
import { type Played, planPlayable } from './playable-formats';
import { remuxPlayable } from './remux-playable';
import { soundForModels } from './sound-formats';

const NO_CONVERTER =
  'No preview of this video can be made here: the server has no converter for it. The video itself is kept.';
const NO_MOMENTS = 'No pictures of its moments could be made.';
const NO_SOUND = 'The sound of this video cannot be read here.';
const NOT_CONVERTED =
  'This video could not be converted, so it may not play in every browser. It can be downloaded.';

/**
 * Makes a poster first, then pictures of moments, the sound for transcription, and `playable` when not every browser
 * can play the original. Without a converter it learns what the container tells and repairs what needs no decoding.
 */
export const prepareVideo: Preparer = async (asset, work) => {
  const container = await readContainer(work.source);
  learn(work, asset, container, null);
  const converter = await findConverter();
  if (!converter) {
    await tryRemux(work, describe(container, null));
    return { previewNote: NO_CONVERTER };
  }
  const desk: Desk = { converter, work, kind: 'video' };
  work.tell('Making a preview', 0.02);
  const info = await makePoster(desk, asset.durationMs || container?.durationMs || null);
  const durationMs = learn(work, asset, container, info);
  const notes = [
    ...(await noteOf(desk, NO_MOMENTS, () => keepKeyframes(desk, durationMs))),
    ...((info.audio && (await noteOf(desk, NO_SOUND, () => keepSound(desk)))) ?? []),
    ...(await noteOf(desk, NOT_CONVERTED, () => keepPlayable(desk, describe(container, info), durationMs))),
  ];
  return { previewNote: notes.join(' ') || null };
};

/** What is known of the film by now; returns how long it is. */
function learn(
  work: PrepareWork,
  asset: PreparedAsset,
  container: ContainerFacts | null,
  info: InputInfo | null,
): number | null {
  // The door looked closest; a file that was cut off may tell 0.
  const durationMs = asset.durationMs || container?.durationMs || info?.durationMs || null;
  const video = container?.video ?? info?.video;
  work.learn({
    ...(durationMs !== null && { durationMs }),
    ...(video && {
      codec: info?.video?.codec ?? video.codec,
      width: asset.width ?? video.width,
      height: asset.height ?? video.height,
    }),
  });
  return durationMs;
}

const describe = (container: ContainerFacts | null, info: InputInfo | null): Played => ({
  container: container?.container ?? null,
  tellsDuration: container?.tellsDuration ?? false,
  videoCodec: info?.video?.codec ?? container?.video?.codec ?? 'unknown',
  pixelFormat: info?.video?.pixelFormat ?? null,
  audioCodec: info?.audio?.codec ?? container?.audio?.codec ?? null,
});

async function keepKeyframes(desk: Desk, durationMs: number | null): Promise<boolean> {
  const { work } = desk;
  const stage = 'Looking for moments';
  work.tell(stage, 0.15);
  const frames = await pickKeyframes(desk, durationMs, (atMs) => {
    if (durationMs) work.tell(stage, 0.15 + 0.25 * Math.min(1, atMs / durationMs));
  });
  for (const [index, frame] of frames.entries()) {
    const name = `keyframe_${String(index + 1).padStart(2, '0')}`;
    await work.keep({ name, contentType: 'image/jpeg', extension: 'jpg', ...frame });
  }
  return frames.length > 0;
}

async function keepSound(desk: Desk): Promise<boolean> {
  const { work } = desk;
  const { args, contentType, extension } = soundForModels(desk.converter);
  const name = `audio.${extension}`;
  work.tell('Taking the sound out', 0.45);
  await convert(desk, {
    outputs: [['-map', '0:a:0', '-vn', ...lengthArgs(desk), ...args, name]],
    timeoutMs: LISTEN_TIMEOUT_MS,
  });
  const file = await madeFile(desk, name);
  if (!file) return false;
  await work.keep({ name: 'audio', file, contentType, extension, width: null, height: null, atMs: null });
  return true;
}

async function keepPlayable(desk: Desk, played: Played, durationMs: number | null): Promise<boolean> {
  return (await tryRemux(desk.work, played)) || makePlayableVideo(desk, durationMs, 0.5);
}

/** True when nothing is left to do. */
async function tryRemux(work: PrepareWork, played: Played): Promise<boolean> {
  const plan = planPlayable(played);
  if (plan.do !== 'remux') return plan.do === 'nothing';
  return remuxPlayable(work, plan.format, played.audioCodec ? ['video', 'audio'] : ['video']);
}

/** The film can be looked at by now: what fails from here on is told, and is no failure of the whole. */
async function noteOf(desk: Desk, note: string, step: () => Promise<boolean>): Promise<string[]> {
  try {
    return (await step()) ? [] : [note];
  } catch (error) {
    if (desk.work.signal.aborted || !isAboutTheFile(error)) throw error;
    return [note];
  }
}

/** Not about the storage or the database, whose failures are worth another try. */
function isAboutTheFile(error: unknown): boolean {
  return AppError.isInstance(error) && conversionFailures.has(error.code);
}

const conversionFailures = new Set(['media.damaged', 'media.too_slow', 'media.converter_killed']);
