import { generateClient } from '../boot/generate.mjs';
import { PROGRAMS } from '../boot/project.mjs';
import { runNode } from '../boot/run-node.mjs';
import { checkDependencies } from './check-dependencies.mjs';

/** @typedef {{ passed: boolean, printed: string }} Outcome */

/** @type {[name: string, check: () => Promise<Outcome>][]} */
const CHECKS = [
  ['types of the app', () => run([PROGRAMS.tsc, '--noEmit', '--project', '.'])],
  ['types of the scripts', () => run([PROGRAMS.tsc, '--noEmit', '--project', 'scripts'])],
  ['format and lint', () => run([PROGRAMS.biome, 'check', '--error-on-warnings', '--colors=off'])],
  ['dependency rules', checkDependencies],
  ['dead code', () => run([PROGRAMS.knip, '--no-progress'])],
  ['canaries of these checks', () => run([PROGRAMS.vitest, 'run', 'tests/architecture', '--reporter=dot'])],
];

/**
 * Runs every check, also after one has failed, and prints each result.
 * @returns {Promise<number>} exit code
 */
export async function runChecks() {
  await generateClient();
  // Types of pages and of style sheets, which Next.js writes.
  const generated = await run([PROGRAMS.next, 'typegen']);
  if (!generated.passed) console.log(generated.printed);
  let failures = 0;
  for (const [name, check] of CHECKS) {
    const startedAt = performance.now();
    const { passed, printed } = await check();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (!passed) {
      failures += 1;
      console.log(printed.trim());
    }
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  }
  console.log(failures === 0 ? 'Everything is valid.' : `${failures} of ${CHECKS.length} checks failed.`);
  return failures === 0 ? 0 : 1;
}

/** @param {string[]} args of Node @returns {Promise<Outcome>} */
async function run(args) {
  const { status, printed } = await runNode(args);
  return { passed: status === 0, printed };
}
