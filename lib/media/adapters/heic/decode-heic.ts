import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { createBoundedWork } from '../../bounded-work';
import { mediaDamaged, tooManyPixels, undecodablePicture } from '../../errors';
import { MAX_PIXELS, MAX_SIDE } from '../../limits';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const childFile = path.join(process.cwd(), 'lib/media/adapters/heic/decode-heic-child.mjs');

/** The 48 megapixels of newer phones take 2 s of processor time; on a busy machine that is many seconds. */
const TIMEOUT_MS = 45_000;
/** Ends the child also when this process dies before the time is up. */
const CPU_SECONDS = 30;
/** 48 megapixels take 730 MB. */
const MEMORY_BYTES = 1.5 * 1024 ** 3;
/** As much memory is not to be had twice on a small machine. */
const bounded = createBoundedWork(1);

/** What the child's exit codes mean. */
const refusals: Record<number, () => Error> = {
  3: tooManyPixels,
  4: () => undecodablePicture('HEIC'),
};

/**
 * Decodes the HEIC picture in `source` into a PNG file at `target`, which must not exist: upright, of at most
 * MAX_SIDE pixels a side, with its colour profile and nothing else about it. A process of its own with bounded time
 * and memory does it. Throws `media.damaged`, `media.too_many_pixels` or `media.unsupported`.
 */
export function decodeHeic(source: string, target: string): Promise<void> {
  return bounded(async () => {
    await using output = await open(target, 'wx', 0o600);
    const child = startChild(path.resolve(source), output.fd);
    const killer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    try {
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      if (code === 0) return;
      throw (
        refusals[code ?? -1]?.() ?? mediaDamaged('image', new Error(`HEIC ended with ${signal ?? code}.`))
      );
    } finally {
      clearTimeout(killer);
    }
  });
}

function startChild(source: string, output: number) {
  const script = [childFile, source, String(MAX_PIXELS), String(MAX_SIDE)];
  const stdio: ('ignore' | number)[] = ['ignore', output, 'ignore'];
  const options = { stdio, env: { NODE_ENV: 'production' } as NodeJS.ProcessEnv };
  if (process.platform === 'win32') return spawn(process.execPath, script, options);
  // The script is constant; everything else is an argument. `-d` counts memory in use, where `-v` would count
  // the address space that V8 only reserves.
  const limited = 'ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"';
  const bounds = [MEMORY_BYTES / 1024, CPU_SECONDS].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...bounds, process.execPath, ...script], options);
}
