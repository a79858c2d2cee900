import type { Page } from '@playwright/test';
import {
  answers,
  conversationLink,
  expect,
  messageField,
  send,
  signUp,
  test,
  thread,
  untilReady,
  waitForEnd,
} from './support/browser';

/** What moves without an end, by its name and by what it moves. */
const endless = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY)
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 120)),
  );

test('a page on which nothing happens stands still, whatever is listed below what is seen', async ({
  page,
}) => {
  await signUp(page);
  await send(page, 'Hello');
  await waitForEnd(answers(page).last());
  // More conversations than are fetched at once: a sign of the rest stands below them.
  const { origin } = new URL(page.url());
  for (let made = 0; made < 60; made += 1)
    await page.request.post('/api/conversations', { headers: { origin }, data: { title: `Talk ${made}` } });
  await page.reload();
  await untilReady(page);
  await expect(thread(page)).toBeVisible();
  await expect(conversationLink(page, 'Talk 59')).toBeVisible();
  await expect.poll(() => endless(page)).toEqual([]);

  // A blinking caret is all that may be drawn: nothing is laid out or styled anew.
  await messageField(page).blur();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? -1;
    return { layouts: of('LayoutCount'), styles: of('RecalcStyleCount') };
  };
  const before = await read();
  await page.waitForTimeout(2_000);
  expect(await read()).toEqual(before);
});

test('what opens on demand waits for the network and leaves the page as it is', async ({ page, context }) => {
  await signUp(page);
  await send(page, 'Hello');
  const answer = answers(page).last();
  await waitForEnd(answer);
  await page.reload();
  await untilReady(page);
  await expect(answer).toBeVisible();

  await context.setOffline(true);
  await answer.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByText('This opens when you are back')).toBeVisible();
  await expect(answer).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toHaveCount(0);

  await context.setOffline(false);
  await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible();
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('what changes its size has it at once, so that the end of a list is where it is looked for', async ({
    page,
  }) => {
    await signUp(page);
    const heights = await page.locator('form').evaluate((form) =>
      [100, 900].map((height) => {
        form.style.height = `${height}px`;
        return form.getBoundingClientRect().height;
      }),
    );
    expect(heights).toEqual([100, 900]);
  });
});
