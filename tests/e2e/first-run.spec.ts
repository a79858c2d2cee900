import {
  answers,
  attachPhoto,
  expect,
  messageField,
  ownMessages,
  send,
  signUp,
  storedMessages,
  test,
  untilReady,
  waitForEnd,
} from './support/browser';

test('without any key a new person sends a text and a photo and gets a streamed answer and a labelled picture', async ({
  page,
}) => {
  await signUp(page);
  await expect(page.getByRole('heading', { name: /Hello, Ada/ })).toBeVisible();
  await expect(page.getByText(/^No model is configured/)).toContainText('Studio');
  await expect(page.getByRole('button', { name: 'Model: Studio (built-in, no model)' })).toBeVisible();

  await attachPhoto(page);
  await send(page, 'draw a fox in the snow');
  await expect(page).toHaveURL(/\/c\/[\da-f-]{36}$/);
  const own = ownMessages(page);
  await expect(own).toContainText('draw a fox in the snow');
  const photo = own.getByRole('img', { name: 'holiday.jpg' });
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  // The answer grows before our eyes …
  const answer = answers(page);
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  const lengths = new Set<number>();
  while ((await answer.getAttribute('aria-busy')) === 'true') lengths.add((await answer.innerText()).length);
  expect(lengths.size).toBeGreaterThan(3);

  // … says that it is no model's, and ends with a picture that says where it came from.
  await waitForEnd(answer);
  await expect(answer).toContainText('I am Studio, the built-in offline engine, not a model.');
  const [, stored] = await storedMessages(page);
  expect(stored).toMatchObject({ status: 'complete', message_type: 'image' });
  expect(stored?.media_urls).toMatchObject([
    { source: 'generated', generation: { model: 'studio/picture' } },
  ]);
  const picture = answer.getByRole('button', { name: /made by .*studio/i });
  await expect
    .poll(() => picture.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await picture.click();
  const lightbox = page.getByRole('dialog');
  await expect(lightbox.getByRole('img')).toBeVisible();
  await lightbox.getByRole('button', { name: 'Details' }).click();
  await expect(lightbox).toContainText('Studio picture');
});

test('words typed before the page is ready are kept', async ({ page }) => {
  await signUp(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await messageField(page).pressSequentially('count to 2');
  release();
  await untilReady(page);
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await messageField(page).press('Enter');
  await expect(ownMessages(page)).toContainText('count to 2');
});
