import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import configuration from '../../.dependency-cruiser.mjs';

/** @typedef {{ rule: string, comment: string, from: string, to: string }} Violation */

/**
 * Checks the imports of a project against the dependency rules.
 * @param {string} root absolute path; holds tsconfig.json
 * @param {string[]} entries folders and files below the root
 * @returns {Promise<{ moduleCount: number, violations: Violation[] }>} files of the project only are counted
 */
export async function cruiseProject(root, entries) {
  acceptUsingDeclarations();
  const { forbidden = [], options } = configuration;
  const { output } = await cruise(entries, {
    ...options,
    baseDir: root,
    tsConfig: { fileName: path.join(root, 'tsconfig.json') },
    ruleSet: { forbidden },
    validate: true,
  });
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of a result');
  const comments = new Map(forbidden.map(({ name, comment }) => [name, comment]));
  return {
    moduleCount: output.modules.filter(({ source }) => !source.includes('node_modules')).length,
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
      from,
      to: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
    })),
  };
}

/** The parser understands `using`, but the walk over its result stops there with an error. */
function acceptUsingDeclarations() {
  const { Visitor } = createRequire(import.meta.url)('@swc/core/Visitor.js');
  const { visitStatement } = Visitor.prototype;
  if (visitStatement.name === 'visitStatementOrUsing') return;
  Visitor.prototype.visitStatement = function visitStatementOrUsing(/** @type {any} */ statement) {
    if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
    statement.decls = this.visitVariableDeclarators(statement.decls);
    return statement;
  };
}
