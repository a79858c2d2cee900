// Runs as a thread of its own: bytes can be crafted to keep a parser busy, and a thread can be ended. It looks into a
// container or puts its tracks into another one; nothing is decoded.
import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import {
  ADTS,
  Conversion,
  FilePathSource,
  FilePathTarget,
  FLAC,
  FlacOutputFormat,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OGG,
  Output,
  QTFF,
  WAVE,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';

// It would print a line for each odd track; what matters is in the answer.
Logging.level = LogLevel.Silent;

/** Formats whose files hold everything they play. HLS is not among them: its files name addresses to fetch. */
const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, WAVE, FLAC, MP3, ADTS, MPEG_TS];
const MAX_WAITING_BYTES = 50 * 1024 * 1024;
const outputFormats = {
  // With its index first, playing starts with the first bytes; until it is written, all the rest waits in memory.
  mp4: (sizeBytes) =>
    new Mp4OutputFormat({ fastStart: sizeBytes <= MAX_WAITING_BYTES ? 'in-memory' : false }),
  webm: () => new WebMOutputFormat(),
  mp3: () => new Mp3OutputFormat(),
  flac: () => new FlacOutputFormat(),
};
const tasks = { describe, remux };

const { task, file, ...given } = workerData;
const input = new Input({ formats, source: new FilePathSource(file) });
parentPort.postMessage(await tasks[task](input, given));

async function describe(opened) {
  const video = await opened.getPrimaryVideoTrack();
  const audio = await opened.getPrimaryAudioTrack();
  return {
    format: (await opened.getFormat()).name,
    durationMs: Math.round((await opened.computeDuration()) * 1000),
    tellsDuration: (await opened.getDurationFromMetadata()) !== null,
    video: video && {
      codec: await video.getCodec(),
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
    },
    audio: audio && { codec: await audio.getCodec() },
  };
}

async function remux(opened, { target, format, tracks }) {
  const conversion = await Conversion.init({
    input: opened,
    output: new Output({
      format: outputFormats[format](statSync(file).size),
      target: new FilePathTarget(target),
    }),
    tracks: 'primary',
    video: { discard: !tracks.includes('video') },
    audio: { discard: !tracks.includes('audio') },
    // The tags of the original may say where it was recorded. Recordings rarely begin at exactly 0.
    tags: {},
    copy: { mode: 'forced', shiftTolerance: Number.POSITIVE_INFINITY },
    showWarnings: false,
  });
  const used = conversion.utilizedTracks;
  if (!conversion.isValid || used.length < tracks.length) return null;
  await conversion.execute();
  const seconds = (await opened.computeDuration(used)) - (await opened.getFirstTimestamp(used));
  return { durationMs: Math.round(seconds * 1000) };
}
