import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createBoundedWork } from '../../bounded-work';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const folder = path.join(process.cwd(), 'lib/media/adapters/documents');

/** What a 100 MB document needs to be read, with the decoder's own 300 MB. */
const MEMORY_BYTES = 1536 * 1024 ** 2;
const HEAP_MEGABYTES = 768;
/** Ends the child also when this process dies before the time is up. */
const CPU_GRACE_SECONDS = 5;
/** A result is one short line. */
const MAX_RESULT_LENGTH = 64 * 1024;
/** As much memory is not to be had twice on a small machine. */
const bounded = createBoundedWork(1);

export type DocumentChild = {
  script: 'read-pdf-child.mjs' | 'read-docx-child.mjs';
  args: (string | number)[];
  timeoutMs: number;
  /** The largest file it may write. */
  maxFileBytes: number;
  signal: AbortSignal;
};

/**
 * Runs a reader of documents in a process of its own with bounded time, memory and files, an empty environment and no
 * code made from strings, when no other one runs. Returns what it says, not yet judged; null when it broke down or was
 * ended for taking too much. Throws the signal's reason when that is aborted.
 */
export function runDocumentChild(task: DocumentChild): Promise<unknown> {
  return bounded(() => run(task));
}

async function run({ signal, timeoutMs, ...task }: DocumentChild): Promise<unknown> {
  signal.throwIfAborted();
  const child = start(task, Math.ceil(timeoutMs / 1000) + CPU_GRACE_SECONDS);
  const kill = () => child.kill('SIGKILL');
  const deadline = setTimeout(kill, timeoutMs);
  signal.addEventListener('abort', kill, { once: true });
  let said = '';
  child.stdout?.on('data', (part: Buffer) => {
    said += part.toString('utf8');
    if (said.length > MAX_RESULT_LENGTH) kill();
  });
  try {
    // `close` comes after `exit`, when all output has been read.
    const [code] = await once(child, 'close');
    signal.throwIfAborted();
    return code === 0 ? JSON.parse(said) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', kill);
  }
}

function start(
  { script, args, maxFileBytes }: Pick<DocumentChild, 'script' | 'args' | 'maxFileBytes'>,
  cpuSeconds: number,
): ChildProcess {
  const command = [
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    path.join(folder, script),
    ...args.map(String),
  ];
  const options = {
    stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[],
    env: { NODE_ENV: 'production' } as NodeJS.ProcessEnv,
  };
  if (process.platform === 'win32') return spawn(process.execPath, command, options);
  // The script is constant; everything else is an argument. `-d` counts memory in use, where `-v` would count
  // the address space that V8 only reserves.
  const limited = 'ulimit -d "$1"; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"';
  const bounds = [MEMORY_BYTES / 1024, cpuSeconds, Math.ceil(maxFileBytes / 512)].map(String);
  return spawn('/bin/sh', ['-c', limited, 'sh', ...bounds, process.execPath, ...command], options);
}
