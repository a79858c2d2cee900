import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, thread } from './browser';
import { expectNoBarrier } from './expect-no-barrier';

/**
 * Looks at what is shown, in the light and in the dark: takes a picture of the screen, finds barriers with axe in the
 * whole page or only `within` a part of it, and sees that nothing is wider than the screen. `picture` is a path without
 * theme and extension.
 */
export async function lookAt(page: Page, picture: string, within?: string): Promise<void> {
  await untilStill(page);
  const name = path.basename(picture);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${picture}-${colorScheme}.png` });
    await expectNoBarrier(page, `${name} in the ${colorScheme}`, within);
  }
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(sideways, `${name} is as wide as the screen`).toBeLessThanOrEqual(0);
}

/** Waits until nothing is being fetched for what is in view, neither messages nor pictures. */
export async function untilStill(page: Page): Promise<void> {
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  await thread(page).evaluate(async (log) => {
    const isSeen = (image: HTMLImageElement) => {
      const { top, bottom, width } = image.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < window.innerHeight;
    };
    const isLate = () =>
      [log, ...document.querySelectorAll('[role=dialog]')]
        .flatMap((part) => [...part.querySelectorAll('img')])
        .some((image) => isSeen(image) && !image.complete);
    const deadline = Date.now() + 10_000;
    while (isLate() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    // Painted, with what came of it.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}
