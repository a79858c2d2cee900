import { emptySummary, leaveSummary } from './summary.mjs';

/** @typedef {import('vitest/node').Reporter} Reporter */

/**
 * Counts like vitest, and keeps what its own JSON leaves out: why a test was skipped.
 * @implements {Reporter}
 */
export default class VitestSummary {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<{ message?: string }>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const summary = emptySummary();
    for (const module of modules) {
      const file = module.relativeModuleId;
      for (const suite of [module, ...module.children.allSuites()]) {
        for (const error of suite.errors()) summary.broken.push(`${file}: ${error.message}`);
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'failed') summary.failed += 1;
        else
          summary.skipped.push({
            name: `${file}: ${test.fullName}`,
            reason: ('note' in result && result.note) || '',
          });
      }
    }
    for (const error of unhandledErrors) summary.broken.push(`outside of any test: ${error.message}`);
    leaveSummary(summary);
  }
}
