import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readLockNote, tryLock, withLock } from './local-lock.mjs';

const MODULE = path.resolve(import.meta.dirname, 'local-lock.mjs');

it('is held by one at a time', async () => {
  const key = randomUUID();
  const first = await tryLock(key);
  expect(first).not.toBeNull();
  expect(await tryLock(key)).toBeNull();
  await first?.release();
  const second = await tryLock(key);
  expect(second).not.toBeNull();
  await second?.release();
});

it('tells others what its holder says about itself', async () => {
  const key = randomUUID();
  expect(await readLockNote(key)).toBeNull();
  /** @type {object} */
  let note = { state: 'starting' };
  const lock = await tryLock(key, () => note);
  expect(await readLockNote(key)).toEqual({ state: 'starting' });
  note = { state: 'running', port: 3000 };
  expect(await readLockNote(key)).toEqual({ state: 'running', port: 3000 });
  await lock?.release();
});

it('is free again at once when its holder is killed', async () => {
  const key = randomUUID();
  const program = `import { tryLock } from ${JSON.stringify(MODULE)};
    await tryLock(${JSON.stringify(key)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  expect(await tryLock(key)).toBeNull();
  holder.kill('SIGKILL');
  await new Promise((resolve) => holder.once('exit', resolve));
  const lock = await tryLock(key);
  expect(lock).not.toBeNull();
  await lock?.release();
});

it('lets waiting work run one after the other', async () => {
  const key = randomUUID();
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(key, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    });
  await Promise.all([work(), work(), work()]);
  expect(most).toBe(1);
});
