import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const childFile = path.join(process.cwd(), 'lib/platform/svg/rasterise-svg-child.mjs');

/** A filter can be made to render for minutes; an honest drawing takes well under a second. */
const TIMEOUT_MS = 3_000;
/** Ends the child also when this process dies before the time is up. */
const CPU_SECONDS = 5;
/** What the decoder may hold. */
const MEMORY_BYTES = 1024 ** 3;

/** `maxSide` in pixels; `maxPixels` is the size of drawing that is refused; `timeoutMs` is 3 s unless given. */
export type DrawingLimits = { maxSide: number; maxPixels: number; timeoutMs?: number };

/**
 * Draws the SVG in the file `source` into a PNG file at `target`, which must not exist. A process of its own
 * with bounded time and memory and an empty environment does it: scripts do not run and references outside the
 * drawing are not followed. Throws when it is no drawing, or too costly.
 */
export async function rasteriseSvgFile(source: string, target: string, limits: DrawingLimits): Promise<void> {
  await using input = await open(source, 'r');
  await using output = await open(target, 'wx', 0o600);
  await finish(startChild([input.fd, output.fd, 'ignore'], limits), limits);
}

/** Draws an SVG text into PNG bytes, under the same bounds. */
export async function rasteriseSvg(svg: string, limits: DrawingLimits): Promise<Buffer> {
  const child = startChild(['pipe', 'pipe', 'ignore'], limits);
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  // A child that dies early closes its end; its exit code tells what there is to tell.
  child.stdin?.on('error', () => {});
  child.stdin?.end(svg);
  await finish(child, limits);
  return Buffer.concat(parts);
}

async function finish(child: ChildProcess, { timeoutMs = TIMEOUT_MS }: DrawingLimits): Promise<void> {
  const killer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    // `close` comes after `exit`, when all output has been read.
    const [code, signal] = await once(child, 'close');
    if (code !== 0) throw new Error(`The SVG process ended with ${signal ?? code}.`);
  } finally {
    clearTimeout(killer);
  }
}

function startChild(stdio: ('pipe' | 'ignore' | number)[], limits: DrawingLimits): ChildProcess {
  const script = [childFile, String(limits.maxSide), String(limits.maxPixels)];
  const options = { stdio, env: { NODE_ENV: 'production' } as NodeJS.ProcessEnv };
  if (process.platform === 'win32') return spawn(process.execPath, script, options);
  // The script is constant; everything else is an argument. `-d` counts memory in use, where `-v` would count
  // the address space that V8 only reserves.
  const limited = 'ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"';
  const bounds = [MEMORY_BYTES / 1024, CPU_SECONDS].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...bounds, process.execPath, ...script], options);
}
