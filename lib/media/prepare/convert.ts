import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Converter, FfmpegRun } from '../adapters/ffmpeg/converter';
import { runFfmpeg } from '../adapters/ffmpeg/run-ffmpeg';
import { maxDecodedMs, PLAYABLE_TIMEOUT_MS } from '../limits';
import type { PrepareWork } from '../prepare-ports';

/** What the steps of preparing one file of sound or film share. */
export type Desk = { converter: Converter; work: PrepareWork; kind: 'audio' | 'video' };

/** The package without native code works on one thread, and each step takes two to three times as long. */
const WASM_PATIENCE = 2;

/** Runs ffmpeg over the file of the desk; throws what runFfmpeg throws. */
export function convert(
  { converter, work, kind }: Desk,
  step: Pick<FfmpegRun, 'inputArgs' | 'outputs' | 'timeoutMs' | 'onProgress' | 'onLine'>,
): Promise<void> {
  const { source: input, folder, signal } = work;
  const patience = converter.kind === 'wasm' ? WASM_PATIENCE : 1;
  const timeoutMs = Math.min(step.timeoutMs * patience, PLAYABLE_TIMEOUT_MS);
  return runFfmpeg(converter, { ...step, kind, input, folder, signal, timeoutMs });
}

/** The path of an output that has something in it; null when ffmpeg found nothing to put there. */
export async function madeFile({ work }: Desk, name: string): Promise<string | null> {
  const file = path.join(work.folder, name);
  const found = await stat(file).catch(() => null);
  return found && found.size > 0 ? file : null;
}

/** Bounds how long an output gets, for files that do not say how long they are. */
export const lengthArgs = ({ kind }: Desk): string[] => ['-t', String(maxDecodedMs(kind) / 1000)];
