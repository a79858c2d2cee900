import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { converterKilled, convertingTooLong, mediaDamaged } from '../../errors';
import type { Converter, FfmpegRun } from './converter';
import { startFfmpeg } from './start-ffmpeg';

/** Enough to see what went wrong; crafted files make ffmpeg say the same thing without end. */
const KEPT_LINES = 20;
const MAX_LINE = 2_000;

/**
 * Runs ffmpeg once and resolves when its outputs are complete. An abort or the deadline kills it at once. Throws
 * `media.damaged` when ffmpeg refuses the file, `media.too_slow` (retryable) at the deadline,
 * `media.converter_killed` (retryable) when the machine ended it, and the signal's reason when that is aborted.
 */
export async function runFfmpeg(converter: Converter, run: FfmpegRun): Promise<void> {
  const { signal, timeoutMs } = run;
  signal.throwIfAborted();
  const child = startFfmpeg(converter, run);
  const kill = () => child.kill('SIGKILL');
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    kill();
  }, timeoutMs);
  signal.addEventListener('abort', kill, { once: true });
  const last = listen(child, run);
  try {
    // `close` comes after `exit`, when all that was said has been read.
    const [code, ended] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    signal.throwIfAborted();
    if (isLate || ended === 'SIGXCPU') throw convertingTooLong(run.kind);
    const said = new Error(`ffmpeg ended with ${ended ?? code}:\n${last.join('\n')}`);
    if (ended === 'SIGKILL' || ended === 'SIGTERM') throw converterKilled(said);
    if (code !== 0) throw mediaDamaged(run.kind, said);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', kill);
  }
}

function listen(child: ChildProcess, { onLine, onProgress }: FfmpegRun): string[] {
  const last: string[] = [];
  eachLine(child.stderr, (line) => {
    onLine?.(line);
    if (last.push(line) > KEPT_LINES) last.shift();
  });
  eachLine(child.stdout, (line) => {
    // Microseconds, despite the name that older versions give them.
    const at = /^out_time_[mu]s=(\d+)/.exec(line)?.[1];
    if (at) onProgress?.(Number(at) / 1000);
  });
  return last;
}

function eachLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => take(line.slice(0, MAX_LINE)));
}
