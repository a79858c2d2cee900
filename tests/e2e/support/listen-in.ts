import type { Page } from '@playwright/test';

/** Keeps everything that reaches a page from now on: the bodies of all answers, scripts apart, and what the console says. */
export function listenIn(page: Page) {
  const bodies: Promise<string>[] = [];
  const said: string[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/_next/static/')) return;
    const headers = JSON.stringify(response.headers());
    const body = response.text().catch(() => '');
    bodies.push(body.then((text) => `${response.url()}\n${headers}\n${text}`));
  });
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  return {
    /** Everything that came so far, and the page itself as it stands. */
    async everything(): Promise<string> {
      return [...(await Promise.all(bodies)), ...said, await page.content()].join('\n');
    },
  };
}
