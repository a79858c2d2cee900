import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchMedia } from '@/lib/flows/fetch-media';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
const picture = await drawQuarters().png().toBuffer();
let asked = 0;
const site = createServer((request, response) => {
  asked += 1;
  if (request.url === '/endless') {
    response.writeHead(200, { 'content-type': 'application/zip' });
    response.write('PK\x03\x04');
    const more = Buffer.alloc(1024 * 1024);
    const pour = () => {
      while (!response.destroyed && response.write(more));
    };
    response.on('drain', pour);
    pour();
    return;
  }
  if (request.url === '/short') {
    response.writeHead(200, { 'content-length': String(picture.length + 10) });
    response.write(picture);
    setTimeout(() => response.destroy(), 20);
    return;
  }
  const name =
    request.url === '/named' ? { 'content-disposition': `attachment; filename*=UTF-8''b%C3%A4r.png` } : {};
  response.writeHead(200, { 'content-type': 'text/html', ...name }).end(picture);
});
let owner: string;
let port: number;
beforeAll(async () => {
  owner = await createPerson();
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  port = (site.address() as AddressInfo).port;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

/** As if this machine were a host of the internet. */
const pretended = { isAllowed: () => true, isAllowedPort: () => true };
const take = (path: string, who = owner) =>
  fetchMedia(who, { url: `http://127.0.0.1:${port}${path}` }, pretended);

it('takes the file behind an address through the one door, judged by its bytes', async () => {
  expect(await take('/pictures/cat%20nap.png?size=large')).toMatchObject({
    type: 'image',
    content_type: 'image/png',
    filename: 'cat nap.png',
    source: 'upload',
  });
  expect(await take('/named')).toMatchObject({ filename: 'bär.png' });
});

it('keeps nothing of what is endless, or cut off', async () => {
  const before = await media.listFiles();
  await expect(take('/endless')).rejects.toMatchObject({ code: 'media.too_large' });
  await expect(take('/short')).rejects.toMatchObject({ code: 'media.interrupted' });
  expect(await media.listFiles()).toEqual(before);
});

it('does not go to this machine, whatever the address looks like', async () => {
  const before = asked;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433']) {
    await expect(fetchMedia(owner, { url: `http://${host}:${port}/` })).rejects.toMatchObject({
      code: 'remote.refused',
    });
  }
  expect(asked).toBe(before);
});

it('does not fetch the internet for one person', async () => {
  const busy = await createPerson();
  const outcomes = [];
  for (let count = 0; count < 21; count += 1) {
    outcomes.push(await fetchMedia(busy, { url: 'http://10.0.0.1/' }).catch(({ code }) => code));
  }
  expect([outcomes[0], outcomes.at(-1)]).toEqual(['remote.refused', 'media.too_many_fetches']);
});
