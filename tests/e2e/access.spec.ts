import type { Cookie, Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import {
  answers,
  attachPhoto,
  conversationIdOf,
  conversationLink,
  expect,
  messageField,
  ownMessages,
  send,
  signUp,
  storedMessages,
  test,
  thread,
  untilReady,
  waitForEnd,
} from './support/browser';
import { expectNoBarrier } from './support/expect-no-barrier';

let cookies: Cookie[];
let address: string;

/** A conversation with everything an answer can hold, for all the tests that only look. */
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  await signUp(page);
  await attachPhoto(page);
  await send(page, 'draw this in other colours');
  await expect(page).toHaveURL(/\/c\//);
  await waitForEnd(answers(page));
  const origin = new URL(page.url()).origin;
  const target = `${origin}/api/conversations/${conversationIdOf(page)}/messages`;
  for (const content of ['show me markdown', 'show me a table', 'show me math', 'show me code']) {
    const response = await page.request.post(target, { headers: { origin }, data: { id: newId(), content } });
    expect(response.status()).toBe(202);
  }
  await expect(async () => {
    const statuses = (await storedMessages(page)).map(({ status }) => status);
    expect(statuses).toEqual(Array(10).fill('complete'));
  }).toPass({ timeout: 45_000 });
  cookies = await page.context().cookies();
  address = page.url();
  await page.close();
});

/** Opens something above the page, looks at it, and closes it as people do. */
async function look(page: Page, where: string, open: () => Promise<unknown>): Promise<void> {
  await open();
  const above = page.getByRole('dialog').or(page.getByRole('menu'));
  await expect(above).toBeVisible();
  // What it does to the page beneath does not depend on the theme, what its colours are does.
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await expectNoBarrier(page, where, isDark ? '[role=dialog], [role=menu]' : undefined);
  await page.keyboard.press('Escape');
  await expect(above).toHaveCount(0);
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();

const chooseFromMenu = async (page: Page, name: string) => {
  await press(page, 'Conversation menu');
  await page.getByRole('menuitem', { name }).click();
};

const themes = ['light', 'dark'] as const;
const devices = [
  { device: 'a phone', viewport: { width: 390, height: 844 }, hasTouch: true },
  { device: 'a desktop', viewport: { width: 1440, height: 900 }, hasTouch: false },
];

for (const colorScheme of themes) {
  for (const { device, viewport, hasTouch } of devices) {
    test.describe(`on ${device} in the ${colorScheme}`, () => {
      test.use({ colorScheme, viewport, hasTouch, contextOptions: { reducedMotion: 'reduce' } });

      test('no page puts up a barrier', async ({ page }) => {
        await page.goto('/signin');
        await expectNoBarrier(page, 'sign-in');
        await page.goto('/signup');
        await untilReady(page);
        await page.getByLabel('E-mail').fill('ada@example.org');
        await page.getByLabel('Password', { exact: true }).fill('short');
        await press(page, 'Create account');
        await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
        await expectNoBarrier(page, 'a refused sign-up');
        await page.context().addCookies(cookies);
        await page.goto('/');
        await expectNoBarrier(page, 'the first page');
        await page.goto(address);
        await expect(answers(page).last().getByText('The numbers of Fibonacci')).toBeVisible();
        await expectNoBarrier(page, 'the end of a conversation');
        await thread(page).evaluate((log) => log.scrollTo(0, 0));
        await expect(page.getByRole('button', { name: /^Open holiday/ })).toBeVisible();
        await expectNoBarrier(page, 'the beginning of a conversation');
        await page.goto('/settings');
        await expectNoBarrier(page, 'settings');
      });
    });
  }

  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('no menu and no dialog puts up a barrier', async ({ page }) => {
      await page.context().addCookies(cookies);
      await page.goto(address);
      await untilReady(page);
      await look(page, 'the attach menu', () => press(page, 'Attach'));
      await look(page, 'the model picker', () => press(page, /^Model: /));
      await look(page, 'the conversation menu', () => press(page, 'Conversation menu'));
      await look(page, 'the account menu', () => press(page, /^Account of/));
      await look(page, 'renaming', () => chooseFromMenu(page, 'Rename'));
      await look(page, 'deleting', () => chooseFromMenu(page, 'Delete'));
      await look(page, 'details of a message', () =>
        answers(page).last().getByRole('button', { name: 'Details' }).click(),
      );
      await look(page, 'a picture by itself', async () => {
        await thread(page).evaluate((log) => log.scrollTo(0, 0));
        await press(page, /^Open holiday/);
      });
      await look(page, 'the command palette', () => page.keyboard.press('Control+k'));
      await look(page, 'the map of keys', async () => {
        await thread(page).focus();
        await page.keyboard.press('?');
      });
      await page.setViewportSize({ width: 390, height: 844 });
      await look(page, 'the list over the page', () => press(page, 'Conversations'));

      await page.goto('/settings');
      await untilReady(page);
      await press(page, 'New key');
      await page.getByRole('dialog').getByLabel('Name').fill('A program');
      await press(page, 'Create key');
      await look(page, 'a new key', () => expect(page.getByText('It is not shown again.')).toBeVisible());
      await look(page, 'revoking a key', () => press(page, 'Revoke A program'));
      await page.goto(`/c/${newId()}`);
      await expect(page.getByText('This conversation is not here')).toBeVisible();
      await expectNoBarrier(page, 'a missing conversation');
      await page.goto('/nowhere');
      await expectNoBarrier(page, 'a page that does not exist');
    });
  });
}

test('the whole way goes by keyboard alone', async ({ page }) => {
  const { keyboard } = page;
  await page.goto('/signup');
  await untilReady(page);
  await expect(page.getByLabel('Name')).toBeFocused();
  await keyboard.type('Ada');
  await keyboard.press('Tab');
  await keyboard.type(`${newId()}@example.org`);
  await keyboard.press('Tab');
  await keyboard.type('correct horse battery');
  await keyboard.press('Enter');
  await expect(messageField(page)).toBeFocused();
  await untilReady(page);

  await keyboard.type('count to 300');
  await keyboard.press('Enter');
  await expect(answers(page)).toContainText('5, 6');
  await expect(messageField(page)).toBeFocused();
  await keyboard.press('Escape');
  await expect(answers(page)).toContainText('You stopped this answer.');

  await keyboard.press('ArrowUp');
  const edit = page.getByRole('textbox', { name: 'Edit message' });
  await expect(edit).toBeFocused();
  await keyboard.press('Escape');
  await expect(edit).toHaveCount(0);
  await expect(messageField(page)).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('Control+a');
  await keyboard.type('count to 4');
  await keyboard.press('Enter');
  await expect(answers(page)).toContainText('1, 2, 3, 4.');
  await expect(ownMessages(page).getByRole('group', { name: 'Versions' })).toHaveText('2/2');
  await waitForEnd(answers(page));

  // Menus open, are walked and left, and the focus comes back to where it was.
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Attach' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Attach' })).toBeVisible();
  await keyboard.press('Home');
  await expect(page.getByRole('menuitem', { name: 'Photo' })).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'File', exact: true })).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Attach' })).toBeFocused();

  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('/');
  await expect(messageField(page)).toBeFocused();

  await keyboard.press('Control+Shift+o');
  await expect(page.getByRole('heading', { name: /What is on your mind/ })).toBeVisible();
  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await keyboard.type('count');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(answers(page)).toContainText('1, 2, 3, 4.');

  const row = conversationLink(page, 'count to 300');
  await row.focus();
  await keyboard.press('F2');
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await keyboard.type('Numbers');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(conversationLink(page, 'Numbers')).toBeFocused();
  await keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toContainText('cannot be undone');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).focus();
  await keyboard.press('Enter');
  await expect(conversationLink(page, 'Numbers')).toHaveCount(0);
  await expect(messageField(page)).toBeFocused();
});

test('everything that can be pressed can be reached with Tab, and shows that it has the focus', async ({
  page,
}) => {
  await signUp(page);
  await attachPhoto(page);
  await send(page, 'show me a table and code');
  await waitForEnd(answers(page));
  await messageField(page).focus();
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, textarea, input:not([hidden])')]
      .filter(
        (element) => element.checkVisibility() && element.tabIndex >= 0 && !element.matches(':disabled'),
      )
      .map((element, index) => (element.dataset.stop = String(index))),
  );
  const reached = new Set<string>();
  const unseen: string[] = [];
  for (let press = 0; press < wanted.length + 10; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      // The message field shows its focus on the frame around it.
      const shown = element.matches('textarea') ? element.closest('form') : element;
      const style = getComputedStyle(shown ?? element);
      const marked = style.outlineStyle !== 'none' || element.matches('textarea');
      const name = element.getAttribute('aria-label') ?? element.innerText;
      return {
        number: element.dataset.stop,
        marked,
        name,
        opacity: Number(getComputedStyle(element.closest('[class*=opacity-]') ?? element).opacity),
      };
    });
    if (stop.number === undefined) continue;
    reached.add(stop.number);
    if (!stop.marked) unseen.push(stop.name);
  }
  expect([...reached].sort()).toEqual(wanted.sort());
  expect(unseen).toEqual([]);
});

test('without motion a change of size or colour is there at once, for whoever looks right after it', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signUp(page);
  const seen = await page.evaluate(() => {
    const outer = document.createElement('div');
    const inner = outer.appendChild(document.createElement('p')).appendChild(document.createElement('b'));
    document.body.append(outer);
    const looks = [
      ['100px', 'rgb(1, 1, 1)'],
      ['900px', 'rgb(2, 2, 2)'],
    ].map(([height = '', color = '']) => {
      Object.assign(outer.style, { height, color });
      return [outer.getBoundingClientRect().height, getComputedStyle(inner).color];
    });
    outer.remove();
    return looks;
  });
  expect(seen).toEqual([
    [100, 'rgb(1, 1, 1)'],
    [900, 'rgb(2, 2, 2)'],
  ]);
});
