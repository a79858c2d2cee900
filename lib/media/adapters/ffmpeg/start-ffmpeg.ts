import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Converter, FfmpegRun } from './converter';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const childFile = path.join(process.cwd(), 'lib/media/adapters/ffmpeg/ffmpeg-wasm-child.mjs');

/**
 * Formats whose files hold everything they play. Playlists (HLS, DASH, concat) are not among them: those name other
 * files and addresses.
 */
const FORMATS = [
  ...['mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm', 'ogg', 'avi', 'asf', 'flv', 'mpeg', 'mpegts', 'mpegvideo'],
  ...[
    'wav',
    'w64',
    'aiff',
    'caf',
    'au',
    'mp3',
    'aac',
    'flac',
    'ac3',
    'eac3',
    'amr',
    'wv',
    'ape',
    'mpc',
    'mpc8',
    'tta',
    'dsf',
    'qcp',
    'voc',
  ],
].join(',');

/** Four bytes a pixel, several frames at a time: beyond this the memory limit would end it anyway, later. */
const MAX_PIXELS = 50_000_000;
const THREADS = 2;
/** Frames of 8K video with their references stay below. */
const MEMORY_BYTES = 1.5 * 1024 ** 3;
/** No variant is as large as the largest upload. */
const MAX_OUTPUT_BYTES = 1024 ** 3;
const MAX_OPEN_FILES = 64;

/**
 * Starts ffmpeg over one file, in a process of its own: bounded in memory, processor time, output and open files,
 * with an empty environment. stdout tells progress, stderr what ffmpeg says.
 */
export function startFfmpeg(converter: Converter, run: FfmpegRun): ChildProcess {
  const program =
    converter.kind === 'system'
      ? [converter.program, '-nostdin', '-y']
      : wasmProgram(path.resolve(run.input));
  const file = converter.kind === 'system' ? path.resolve(run.input) : '/input';
  const command = [...program, ...describeArgs(run, file)];
  const options = {
    cwd: run.folder,
    env: {} as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  };
  const [first = '', ...rest] = command;
  if (process.platform === 'win32') return spawn(first, rest, options);
  // The script is constant; everything else is an argument. Not every system knows every limit. `-v` counts address
  // space, of which V8 reserves far more than it uses; for it `-d` counts memory in use.
  const memory = converter.kind === 'system' ? '-v' : '-d';
  const script = `ulimit ${memory} "$1" 2>/dev/null; ulimit -t "$2"; ulimit -f "$3"; ulimit -n "$4"; shift 4; exec "$@"`;
  // The processor time ends the child also when this process dies before the deadline.
  const seconds = Math.ceil((run.timeoutMs / 1000) * THREADS) + 1;
  const bounds = [MEMORY_BYTES / 1024, seconds, MAX_OUTPUT_BYTES / 512, MAX_OPEN_FILES].map(String);
  return spawn('/bin/sh', ['-c', script, 'sh', ...bounds, ...command], options);
}

function describeArgs({ inputArgs = [], outputs }: FfmpegRun, file: string): string[] {
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'info', '-progress', 'pipe:1'],
    ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS],
    ...['-max_pixels', String(MAX_PIXELS), '-threads', String(THREADS), ...inputArgs, '-i', `file:${file}`],
    // Nothing of the original's tags goes into what is made of it: they may say where it was recorded.
    ...outputs.flatMap((output) => ['-map_metadata', '-1', '-map_chapters', '-1', ...output]),
  ];
}

function wasmProgram(input: string): string[] {
  return [process.execPath, childFile, input];
}
