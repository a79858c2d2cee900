import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../boot/project.mjs';
import { listFiles } from '../content-hash.mjs';
import { cruiseProject } from './cruise.mjs';

const FOLDERS = ['app', 'components', 'lib', 'scripts', 'bench', 'tests'].filter((name) =>
  existsSync(path.join(ROOT, name)),
);

/**
 * Checks the imports, and that all files were looked at: a parser that fails silently would let everything pass.
 * @returns {Promise<import('./run-checks.mjs').Outcome>}
 */
export async function checkDependencies() {
  const rootFiles = readdirSync(ROOT).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const { moduleCount, violations } = await cruiseProject(ROOT, [...FOLDERS, ...rootFiles]);
  const fileCount = FOLDERS.flatMap((folder) => listFiles(ROOT, folder)).filter(isCruised).length;
  const problems = violations.map(({ rule, comment, from, to }) => `${rule}: ${from} → ${to}\n  ${comment}`);
  if (moduleCount < fileCount) problems.push(`Only ${moduleCount} of ${fileCount} files were looked at.`);
  return { passed: problems.length === 0, printed: problems.join('\n') };
}

/** @param {string} file */
function isCruised(file) {
  return /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file);
}
