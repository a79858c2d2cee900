import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Looks with axe at the whole page, or only `within` a part of it. */
export async function expectNoBarrier(page: Page, where: string, within?: string): Promise<void> {
  // Without frames there is nothing to collect, for which it would open a page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within) axe.include(within);
  const { violations } = await axe
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    // What opens above the page is not part of its regions.
    .disableRules('region')
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
  );
  expect.soft(found, where).toEqual([]);
}
