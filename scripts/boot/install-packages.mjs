import { spawnSync } from 'node:child_process';
import { withLock } from '../local-lock.mjs';
import { arePackagesInstalled } from './installed-packages.mjs';
import { ROOT } from './project.mjs';
import { Refusal, say } from './say.mjs';

/**
 * Installs the packages of package-lock.json unless they are there.
 * @param {{ withDev: boolean }} wish `withDev`: also those that only tests and checks need
 */
export async function installPackages(wish) {
  if (arePackagesInstalled(ROOT, wish)) return;
  await withLock(`install:${ROOT}`, async () => {
    if (arePackagesInstalled(ROOT, wish)) return;
    say('Installing packages …');
    const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0)
      throw new Refusal('The packages could not be installed: see what npm printed above.');
  });
}
