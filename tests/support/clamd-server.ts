import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/free-port.mjs';
import { EICAR } from './eicar';

/** Where packages put it, which is not on everyone's PATH. */
const places = ['clamd', '/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'];

/** The optional program `clamd`, or null. */
export function findClamd(): string | null {
  return places.find(answers) ?? null;
}

function answers(program: string): boolean {
  try {
    // `--version` wants a configuration to be there.
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts clamd with one signature, on a port and on a socket. `maxStreamMegabytes` is its StreamMaxLength. */
export async function startClamd(program: string, { maxStreamMegabytes = 25 } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'strand-clamd-'));
  const signatures = path.join(folder, 'signatures');
  const [port, socket] = [await freePort(), path.join(folder, 'clamd.sock')];
  await mkdir(signatures);
  await writeFile(
    path.join(signatures, 'eicar.ndb'),
    `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString('hex')}\n`,
  );
  const settings = [
    `DatabaseDirectory ${signatures}`,
    `LocalSocket ${socket}`,
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    `StreamMaxLength ${maxStreamMegabytes}M`,
    'Foreground yes',
  ];
  const configuration = path.join(folder, 'clamd.conf');
  await writeFile(configuration, `${settings.join('\n')}\n`);
  const child = spawn(program, ['--config-file', configuration], { stdio: 'ignore' });
  await waitUntilReady(port, child);
  return {
    host: '127.0.0.1',
    port,
    socket,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isListening(port)) return;
    await sleep(50);
  }
  throw new Error('clamd did not start.');
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
