import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { receiveUpload } from '@/lib/flows/receive-upload';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { waitFor } from '@/tests/support/wait-for';

const media = useMedia();

const spools = async () => (await media.listFiles()).filter((file) => file.includes('.spool')).length;

it('one person fills neither the disk nor the queues of others, and everything comes through in the end', async () => {
  const [greedy, modest] = [await createPerson(), await createPerson()];
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let read = 0;
  const slow = (index: number) =>
    receiveUpload({
      ownerId: greedy,
      body: (async function* () {
        read += 1;
        // More than is looked at to tell what it is, so that it lies on the disk.
        yield Buffer.from(`note ${index} `.repeat(20_000));
        await held;
      })(),
      declaredType: 'text/plain',
      filename: null,
      contentLength: null,
    });
  const sent = Array.from({ length: 30 }, (_, index) => slow(index));
  await waitFor(async () => (await spools()) >= 6);
  await sleep(200);
  expect({ read, spools: await spools() }).toEqual({ read: 6, spools: 6 });

  const note = Buffer.from('a short note');
  const other = await receiveUpload({
    ...{ ownerId: modest, body: new Blob([note]).stream(), declaredType: 'text/plain' },
    ...{ filename: null, contentLength: note.length },
  });
  expect(other.status).toBe('ready');
  goOn();
  expect(new Set((await Promise.all(sent)).map(({ id }) => id)).size).toBe(30);
  expect(read).toBe(30);
});
