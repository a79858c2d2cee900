import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Converter } from './converter';

const execute = promisify(execFile);

const TIMEOUT_MS = 5_000;
/** libavformat of ffmpeg 4.0 (2018); earlier ones lack options that keep odd files harmless. */
const OLDEST_FORMAT_LIBRARY = 58;

/** What the ffmpeg at this path is, or null when it does not run or is older than 4.0. */
export async function readProgram(program: string): Promise<Converter | null> {
  try {
    const about = await ask(program, '-version');
    const library = Number(/^libavformat\s+(\d+)\./m.exec(about)?.[1] ?? 0);
    if (library < OLDEST_FORMAT_LIBRARY) return null;
    const version = /^ffmpeg version (\S+)/.exec(about)?.[1] ?? 'unknown';
    return { kind: 'system', program, version, encoders: readEncoders(await ask(program, '-encoders')) };
  } catch {
    return null;
  }
}

async function ask(program: string, question: string): Promise<string> {
  const env = {} as NodeJS.ProcessEnv;
  const asked = execute(program, ['-hide_banner', question], {
    env,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  return (await asked).stdout;
}

/** The names in ffmpeg's table of encoders, whose lines read ` A....D libmp3lame  …`. */
export function readEncoders(table: string): Set<string> {
  return new Set([...table.matchAll(/^ [VAS][A-Z.]{5} (\w+)/gm)].map(([, name]) => name ?? ''));
}
