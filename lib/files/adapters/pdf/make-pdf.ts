import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { notMade, tooManyPages } from '../../errors';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const childFile = path.join(process.cwd(), 'lib/files/adapters/pdf/make-pdf-child.mjs');

/** More is a book; it also bounds what a page of one letter a line can cost. */
const MAX_PAGES = 200;
/** Fifty pages take about five seconds of work, as many of Chinese more; a busy machine gives less than that. */
const TIMEOUT_MS = 90_000;
/** Ends the child also when this process dies before the time is up. */
const CPU_SECONDS = 50;
const MEMORY_BYTES = 1536 * 1024 ** 2;
const HEAP_MEGABYTES = 768;
/** The shapes of all Chinese characters that text of the allowed length can hold come to less. */
const MAX_BYTES = 64 * 1024 ** 2;
const TOO_MANY_PAGES = 3;

/** One at a time: as much memory is not to be had twice on a small machine. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Sets Markdown as a PDF, in a process of its own with bounded time and memory and an empty environment. Throws
 * `files.too_many_pages`, `files.not_made`, and the signal's reason.
 */
export function makePdf(title: string, content: string, signal: AbortSignal): Promise<Uint8Array> {
  const made = turn.then(() => run(JSON.stringify({ title, content }), signal));
  turn = made.catch(() => undefined);
  return made;
}

async function run(input: string, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const child = startChild();
  const kill = () => child.kill('SIGKILL');
  const deadline = setTimeout(kill, TIMEOUT_MS);
  signal.addEventListener('abort', kill, { once: true });
  const parts: Buffer[] = [];
  let length = 0;
  child.stdout?.on('data', (part: Buffer) => {
    length += part.length;
    if (length > MAX_BYTES) kill();
    else parts.push(part);
  });
  // A child that dies early closes its end; its exit code tells what there is to tell.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  try {
    // `close` comes after `exit`, when all output has been read.
    const [code, killedBy] = await once(child, 'close');
    signal.throwIfAborted();
    if (code === TOO_MANY_PAGES) throw tooManyPages(MAX_PAGES);
    if (code !== 0) throw notMade(new Error(`The process ended with ${killedBy ?? code}.`));
    return new Uint8Array(Buffer.concat(parts));
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', kill);
  }
}

function startChild(): ChildProcess {
  const command = [
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    childFile,
    String(MAX_PAGES),
  ];
  const options = {
    stdio: ['pipe', 'pipe', 'ignore'] as ('pipe' | 'ignore')[],
    env: { NODE_ENV: 'production' } as NodeJS.ProcessEnv,
  };
  if (process.platform === 'win32') return spawn(process.execPath, command, options);
  // The script is constant; everything else is an argument. `-d` counts memory in use, where `-v` would count
  // the address space that V8 only reserves.
  const limited = 'ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"';
  const bounds = [MEMORY_BYTES / 1024, CPU_SECONDS].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...bounds, process.execPath, ...command], options);
}
