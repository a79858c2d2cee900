import { findConverter } from '../adapters/ffmpeg/find-converter';
import { readContainer } from '../adapters/mediabunny/read-container';
import { LISTEN_TIMEOUT_MS, MODEL_INPUT_AUDIO_BYTES } from '../limits';
import type { MadeFile, PreparedAsset, Preparer, PrepareWork } from '../prepare-ports';
import { convert, type Desk, lengthArgs, madeFile } from './convert';
import { listen } from './listen';
import { type PlayablePlan, type Played, planPlayable } from './playable-formats';
import { remuxPlayable } from './remux-playable';
import { playableSound, type SoundFormat, soundForModels } from './sound-formats';

const NOT_CONVERTED =
  'This recording cannot be converted here, so it may not play in every browser. It can be downloaded.';
const NO_WAVEFORM = 'This server has no converter for sound, so the waveform of this recording is not shown.';

/**
 * Learns how long a recording really is and how loud where, then makes `playable` when not every browser can play
 * the original, and `model_input` when models do not take it. Without a converter it learns the duration and repairs
 * what needs no decoding.
 */
export const prepareAudio: Preparer = async (asset, work) => {
  const container = await readContainer(work.source);
  // The door looked closer when it told a duration.
  const told = asset.durationMs ?? container?.durationMs ?? null;
  work.learn({
    ...(told !== null && { durationMs: told }),
    ...(container?.audio && { codec: container.audio.codec }),
  });
  const converter = await findConverter();
  const desk: Desk | null = converter && { converter, work, kind: 'audio' };
  const played: Played = {
    container: container?.container ?? null,
    tellsDuration: container?.tellsDuration ?? false,
    videoCodec: null,
    pixelFormat: null,
    audioCodec: container?.audio?.codec ?? null,
  };
  if (!desk) return withoutConverter(work, played);
  work.tell('Listening to the recording', 0.05);
  const heard = await listen(desk);
  const { waveform } = heard;
  const durationMs = trueDuration(told, heard.durationMs);
  // The decoder knows better than the header: MP2 goes by the name of MP3.
  played.audioCodec = heard.info.audio?.codec ?? played.audioCodec;
  work.learn({
    ...(durationMs !== null && { durationMs }),
    ...(waveform !== null && { waveform }),
    ...(played.audioCodec && { codec: played.audioCodec }),
  });
  if (waveform === null) return { previewNote: 'There is no sound in this recording.' };
  const plan = await tryRemux(work, planPlayable(played));
  const outputs = [
    ...(plan.do === 'encode' ? [{ name: 'playable', format: playableSound }] : []),
    ...(suitsModels(asset, played) ? [] : [{ name: 'model_input', format: soundForModels(desk.converter) }]),
  ];
  await makeSounds(desk, outputs, durationMs);
  return { previewNote: null };
};

/** Players count what the packets cover; decoders leave out a little silence at the ends. */
const ENDS_MS = 500;

function trueDuration(ofPackets: number | null, heard: number | null): number | null {
  if (ofPackets === null || heard === null) return heard ?? ofPackets;
  return Math.abs(ofPackets - heard) <= ENDS_MS ? ofPackets : heard;
}

async function withoutConverter(work: PrepareWork, played: Played): Promise<{ previewNote: string }> {
  const plan = played.audioCodec ? await tryRemux(work, planPlayable(played)) : { do: 'encode' };
  return { previewNote: plan.do === 'encode' ? NOT_CONVERTED : NO_WAVEFORM };
}

/** What remains to be done after the original's tracks were put into another container, if that was the plan. */
async function tryRemux(work: PrepareWork, plan: PlayablePlan): Promise<PlayablePlan> {
  if (plan.do !== 'remux') return plan;
  work.tell('Making a copy that plays everywhere', 0.4);
  return (await remuxPlayable(work, plan.format, ['audio'])) ? { do: 'nothing' } : { do: 'encode' };
}

/** Models take MP3 and WAV; small ones go as they came. */
function suitsModels({ sizeBytes }: PreparedAsset, { container, audioCodec }: Played): boolean {
  const isTaken =
    (container === 'mp3' && audioCodec === 'mp3') || (container === 'wav' && audioCodec === 'pcm_s16le');
  return isTaken && sizeBytes <= MODEL_INPUT_AUDIO_BYTES;
}

/** All of them in one run, which decodes the original once. */
async function makeSounds(
  desk: Desk,
  outputs: { name: MadeFile['name']; format: SoundFormat }[],
  durationMs: number | null,
): Promise<void> {
  if (outputs.length === 0) return;
  const { work } = desk;
  work.tell('Preparing the sound', 0.5);
  await convert(desk, {
    outputs: outputs.map(({ name, format }) => [
      ...['-map', '0:a:0', '-vn', ...lengthArgs(desk), ...format.args],
      `${name}.${format.extension}`,
    ]),
    timeoutMs: LISTEN_TIMEOUT_MS * 2,
    onProgress: (atMs) =>
      durationMs && work.tell('Preparing the sound', 0.5 + Math.min(0.5, atMs / durationMs / 2)),
  });
  for (const { name, format } of outputs) {
    const { contentType, extension } = format;
    const file = await madeFile(desk, `${name}.${extension}`);
    if (file) await work.keep({ name, file, contentType, extension, width: null, height: null, atMs: null });
  }
}
