import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Converter } from '@/lib/media/adapters/ffmpeg/converter';
import { findConverter } from '@/lib/media/adapters/ffmpeg/find-converter';
import { pickKeyframes } from '@/lib/media/prepare/pick-keyframes';
import { overrideEnv } from '@/lib/platform/env';
import type { Bench } from '../harness/bench';
import { count, megabytes, milliseconds } from '../harness/figures';
import type { BenchCase, Line } from '../harness/line';
import { makeClip } from '../harness/make-clip';
import { measurePairs, timed } from '../harness/measure-pairs';

const execute = promisify(execFile);

const SECONDS = 120;
const PAIRS = 9;

export const keyframes: BenchCase<Bench> = {
  name: 'keyframes',
  title: `Pictures of the moments of a ${SECONDS / 60}-minute video in 1080p`,
  async run() {
    const system = await converterOf('');
    if (system?.kind !== 'system') {
      console.log('  Left out: there is no ffmpeg on this machine to make the clip and to compare with.');
      return [];
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'strand-bench-'));
    try {
      const clip = await makeClip(system.program, folder, SECONDS);
      const wasm = await converterOf('wasm');
      return [
        await compare('ours through ffmpeg', system, system.program, clip, 1.3),
        ...(wasm ? [await compare('ours through @ffmpeg/core', wasm, system.program, clip, null)] : []),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function converterOf(FFMPEG_PATH: string): Promise<Converter | null> {
  overrideEnv({ FFMPEG_PATH, LOG_LEVEL: 'error' });
  return findConverter();
}

async function compare(
  name: string,
  converter: Converter,
  program: string,
  clip: string,
  target: number | null,
): Promise<Line> {
  let pictures = 0;
  const pairs = await measurePairs({
    subject: () =>
      timed(async () => {
        pictures = await pick(converter, clip);
      }),
    baseline: () => timed(() => passPlainly(program, clip)),
    pairs: PAIRS,
    warmUp: 1,
  });
  return {
    title: `${name} ÷ a plain pass of ffmpeg over the key frames`,
    value: pairs.ratio,
    unit: '×',
    target,
    beside: [
      milliseconds('ours', pairs.subject.ms),
      milliseconds('plain', pairs.baseline.ms),
      count('pictures', pictures),
      megabytes('clip', (await stat(clip)).size),
    ],
  };
}

async function pick(converter: Converter, clip: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-bench-'));
  try {
    const work = {
      source: clip,
      folder,
      signal: new AbortController().signal,
      tell() {},
      async keep() {},
      learn() {},
    };
    return (await pickKeyframes({ converter, work, kind: 'video' }, SECONDS * 1000)).length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What one would type: every key frame, at the same size, as fast as ffmpeg likes. */
async function passPlainly(program: string, clip: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-bench-'));
  try {
    await execute(program, [
      ...['-hide_banner', '-loglevel', 'error', '-skip_frame', 'nokey', '-i', clip, '-vsync', 'vfr'],
      ...['-vf', 'scale=1024:-2', '-q:v', '3', path.join(folder, 'plain_%03d.jpg')],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
