import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../boot/project.mjs';

/** Debian's; CHROMIUM_PATH names any other. */
const INSTALLED = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'];
const UNPACKED = path.join(ROOT, '.test/chromium');

/** Nothing of the browser may talk to the outside, and a test machine has no camera, microphone or graphics card. */
const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...[
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
  ],
];

/**
 * Finds a Chromium: the machine's own, else the one from npm.
 * @returns {Promise<{ executablePath?: string, args: string[], env?: Record<string, string> }>} for Playwright's
 *   `launchOptions`; without a path, Playwright looks for the browsers that it has installed itself
 */
export async function findBrowser() {
  const installed = INSTALLED.find((file) => file && existsSync(file) && runs(file));
  if (installed) return { executablePath: installed, args: ARGUMENTS };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { args: ARGUMENTS };
  if (!existsSync(UNPACKED)) await unpack();
  const libraries = path.join(UNPACKED, 'al2023/lib');
  return {
    executablePath: path.join(UNPACKED, 'chromium'),
    args: [...ARGUMENTS, '--headless=shell', '--no-zygote'],
    env: { .../** @type {Record<string, string>} */ (process.env), LD_LIBRARY_PATH: libraries },
  };
}

/** Unpacks aside and renames, so that an interruption leaves no half of a browser. */
async function unpack() {
  mkdirSync(path.dirname(UNPACKED), { recursive: true });
  const draft = mkdtempSync(`${UNPACKED}.`);
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  // The package unpacks into the temporary folder, and brings its libraries only where it believes itself on Lambda.
  Object.assign(process.env, { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  restore({ TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH });
  try {
    renameSync(draft, UNPACKED);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another run was faster
  }
}

/** @param {Record<string, string | undefined>} variables */
function restore(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** On some systems the file is a stub that only says how to install the browser. @param {string} file */
function runs(file) {
  return spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;
}
