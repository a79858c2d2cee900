import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between processes of one machine that the kernel gives back when its holder dies, however it dies: the
 * holder listens on a local socket named after the key. A file with a pid would outlive a kill -9.
 * @typedef {{ release: () => Promise<void> }} LocalLock
 */

/**
 * Takes the lock if nobody holds it.
 * @param {string} key
 * @param {() => object} [describeHolder] plain data for `readLockNote`, asked for each time
 * @returns {Promise<LocalLock | null>} null if another process holds it
 */
export async function tryLock(key, describeHolder = () => ({})) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.end(JSON.stringify(describeHolder()));
  });
  if (!(await listen(server, addressOf(key)))) return null;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/**
 * Waits for the lock, holds it while `work` runs, and gives it back.
 * @template T
 * @param {string} key
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(key, work) {
  for (;;) {
    const lock = await tryLock(key);
    if (lock) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    await sleep(25);
  }
}

/**
 * Asks the holder of a lock for its note.
 * @param {string} key
 * @returns {Promise<Record<string, unknown> | null>} null if nobody holds the lock
 */
export function readLockNote(key) {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect({ path: addressOf(key) });
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('error', () => resolve(null));
    socket.on('end', () => resolve(text === '' ? {} : JSON.parse(text)));
  });
}

/** @param {net.Server} server @param {string} address */
async function listen(server, address) {
  if (await listenOnce(server, address)) return true;
  // Only where sockets are files can a dead holder leave one behind.
  if (!path.isAbsolute(address) || (await answers(address))) return false;
  rmSync(address, { force: true });
  return listenOnce(server, address);
}

/** @param {net.Server} server @param {string} address @returns {Promise<boolean>} */
function listenOnce(server, address) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
}

/** @param {string} address @returns {Promise<boolean>} */
function answers(address) {
  return new Promise((resolve) => {
    const socket = net.connect({ path: address }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** @param {string} key */
function addressOf(key) {
  const name = `strand-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(os.tmpdir(), `${name}.sock`);
}
