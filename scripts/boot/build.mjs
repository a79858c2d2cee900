import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hashContent } from '../content-hash.mjs';
import { keepFresh } from './fresh-output.mjs';
import { PROGRAMS, ROOT } from './project.mjs';
import { runNode } from './run-node.mjs';
import { Refusal, say } from './say.mjs';

const OUTPUT = path.join(ROOT, '.next');
const FOLDERS = ['app', 'components', 'lib', 'public'];
const FILES = ['prisma/schema.prisma', 'tsconfig.json', 'package-lock.json'];
/** Next.js reads these from the root under several extensions. */
const ROOT_FILE =
  /^(next\.config|postcss\.config|tailwind\.config|middleware|proxy|instrumentation(-client)?)\.\w+$/;

/**
 * Builds the app for production if anything that goes into it has changed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>} whether it was built
 * @throws {Refusal} after printing what the build said
 */
export async function buildApp(env) {
  return keepFresh({
    // The cache is the one folder that a build leaves in place.
    stamp: path.join(OUTPUT, 'cache/strand.stamp'),
    hashInputs: hashSources,
    isThere: () => existsSync(path.join(OUTPUT, 'BUILD_ID')),
    make: async () => {
      say('Building the app …');
      // Types of routes that a development server wrote and that no longer exist would break the build.
      rmSync(path.join(OUTPUT, 'dev/types'), { recursive: true, force: true });
      const built = await runNode([PROGRAMS.next, 'build'], { env: { ...env, NODE_ENV: 'production' } });
      if (built.status === 0) return;
      say(built.printed);
      throw new Refusal('The app could not be built: see above.');
    },
  });
}

/** Changes whenever the build would. */
function hashSources() {
  const rootFiles = readdirSync(ROOT).filter((name) => ROOT_FILE.test(name));
  return hashContent(
    ROOT,
    [...FOLDERS, ...FILES, ...rootFiles.sort()],
    (file) => !/\.test\.tsx?$/.test(file),
  );
}
