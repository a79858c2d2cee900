import { emptySummary, leaveSummary } from './summary.mjs';

/** @typedef {import('@playwright/test/reporter').Reporter} Reporter */

/**
 * Counts browser tests in the same form as the others.
 * @implements {Reporter}
 */
export default class PlaywrightSummary {
  summary = emptySummary();
  /** @type {import('@playwright/test/reporter').Suite | undefined} */
  root;

  /** @param {import('@playwright/test/reporter').FullConfig} _config @param {import('@playwright/test/reporter').Suite} root */
  onBegin(_config, root) {
    this.root = root;
  }

  /** @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    this.summary.broken.push(`browser tests: ${error.message ?? error.value}`);
  }

  onEnd() {
    for (const test of this.root?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'expected' || outcome === 'flaky') this.summary.passed += 1;
      else if (outcome === 'unexpected') this.summary.failed += 1;
      else
        this.summary.skipped.push({
          name: test.titlePath().filter(Boolean).join(': '),
          reason: reasonOf(test),
        });
    }
    leaveSummary(this.summary);
  }
}

/** @param {import('@playwright/test/reporter').TestCase} test */
function reasonOf(test) {
  return test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? '';
}
