import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { openDataFolder } from '../../../scripts/boot/data-folder.mjs';
import { findRunningApp } from '../../../scripts/boot/running-app.mjs';
import { isPostgresAlive, stopPostgres } from '../../../scripts/embedded-postgres.mjs';
import { freePort } from '../../../scripts/free-port.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const READY = /Strand is ready: (\S+)/;
/** The first start of a clone builds the app. */
const START_LIMIT_MS = 360_000;

export type App = {
  /** The process that was spawned: the start script, or npm. */
  launcherPid: number;
  /** Where it answers, without a trailing slash. */
  url: string;
  dataFolder: string;
  /** Process ids of `start`, `postgres`, `web`, `realtime` and `worker`, as of now. */
  processes(): Promise<Record<string, number>>;
  /** What it has printed so far. */
  output(): string;
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
};

/**
 * Starts Strand as `npm start` does, with a data folder and a port of its own and nothing of the developer's
 * configuration. With `dataFolder`, on the data of an earlier one.
 */
export async function startApp(
  options: { env?: Record<string, string>; dataFolder?: string; port?: number; throughNpm?: boolean } = {},
): Promise<App> {
  const dataFolder = options.dataFolder ?? createFolder();
  const [command, args] = options.throughNpm ? ['npm', ['start']] : [process.execPath, ['scripts/start.mjs']];
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      ...withoutConfiguration(),
      PORT: String(options.port ?? (await freePort())),
      DATA_DIR: dataFolder,
      ...options.env,
    },
    // It stops when we die, because it notices that this channel has closed.
    stdio: ['ignore', 'pipe', 'pipe', options.throughNpm ? 'ignore' : 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      printed += part;
    });
  }
  const url = await waitForUrl(child, () => printed);
  const data = openDataFolder(dataFolder);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill('SIGINT');
    await once(child, 'exit');
    return child.exitCode;
  };
  return {
    launcherPid: child.pid ?? 0,
    url,
    dataFolder,
    output: () => printed,
    stop,
    async processes() {
      const running = await findRunningApp(data);
      const postgres = readFileSync(path.join(dataFolder, 'postgres/cluster/postmaster.pid'), 'utf8');
      return { start: running?.pid ?? 0, postgres: Number.parseInt(postgres, 10), ...running?.processes };
    },
    async remove() {
      await stop();
      const postgres = path.join(dataFolder, 'postgres');
      // A killed start script leaves its database running, for the next start to adopt.
      if (existsSync(postgres) && isPostgresAlive(postgres)) await stopPostgres(postgres);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function createFolder(): string {
  const parent = path.join(ROOT, '.test/e2e');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(path.join(parent, 'data-'));
}

async function waitForUrl(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const url = READY.exec(output())?.[1];
    if (url) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGTERM');
  throw new Error(`Strand did not start:\n${output()}`);
}

/** Only what a program needs to run at all, and blanks over whatever `.env` holds. */
function withoutConfiguration(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'SYSTEMROOT', 'TEMP'];
  const inherited = kept
    .map((name) => [name, process.env[name]] as const)
    .filter(([, value]) => value !== undefined);
  return {
    ...blanks('.env'),
    ...blanks('.env.local'),
    ...Object.fromEntries(inherited),
  } as NodeJS.ProcessEnv;
}

function blanks(file: string): Record<string, string> {
  const full = path.join(ROOT, file);
  if (!existsSync(full)) return {};
  return Object.fromEntries(Object.keys(parseEnv(readFileSync(full, 'utf8'))).map((name) => [name, '']));
}
