import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { mediaDamaged } from '../errors';
import { MAX_PIXELS, MAX_SIDE, SVG_MEMORY_BYTES, SVG_TIMEOUT_MS } from '../limits';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const childFile = path.join(process.cwd(), 'lib/media/adapters/rasterise-svg-child.mjs');

/** Ends the child also when this process dies before the time is up. */
const CPU_SECONDS = 5;

/**
 * Draws the SVG in `source` into a PNG at `target`, in a child process with bounded time and memory and an empty
 * environment. Scripts do not run and references outside the drawing are not followed. Throws `media.damaged`.
 */
export async function rasteriseSvg(source: string, target: string): Promise<void> {
  await using input = await open(source, 'r');
  await using output = await open(target, 'wx', 0o600);
  const child = startChild(input, output);
  const killer = setTimeout(() => child.kill('SIGKILL'), SVG_TIMEOUT_MS);
  try {
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) throw mediaDamaged('image', new Error(`SVG child ended with ${signal ?? code}`));
  } finally {
    clearTimeout(killer);
  }
}

function startChild(input: FileHandle, output: FileHandle): ChildProcess {
  const command = [process.execPath, childFile, String(MAX_SIDE), String(MAX_PIXELS)];
  const options: SpawnOptions = { stdio: [input.fd, output.fd, 'ignore'], env: { NODE_ENV: 'production' } };
  if (process.platform === 'win32') return spawn(process.execPath, command.slice(1), options);
  // The script is constant; everything else is an argument. `-d` counts memory in use, where `-v` would count
  // the address space that V8 only reserves.
  const limited = 'ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"';
  const limits = [SVG_MEMORY_BYTES / 1024, CPU_SECONDS].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...limits, ...command], options);
}
