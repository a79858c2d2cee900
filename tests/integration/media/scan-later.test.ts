import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAudit } from '@/lib/accounts';
import { createConversation } from '@/lib/flows/create-conversation';
import { prepareJob, recoverPreparing } from '@/lib/flows/prepare-media';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { newId } from '@/lib/kernel';
import { requireAsset, serveAsset, useScanner, useStorage } from '@/lib/media';
import { storage } from '@/lib/media/storage';
import { db } from '@/lib/platform/db';
import { findLiveKeys } from '@/lib/platform/queue';
import { createFakeScanner } from '@/tests/fakes/fake-scanner';
import { EICAR } from '@/tests/support/eicar';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';
import { upload, useWorker } from '@/tests/support/prepare';
import { waitFor } from '@/tests/support/wait-for';

const media = useMedia();
useWorker();
let owner: string;
let scanner: ReturnType<typeof createFakeScanner>;
beforeEach(async () => {
  owner = await createPerson();
  scanner = createFakeScanner();
  scanner.isDown = true;
  useScanner(scanner);
});
afterEach(() => useScanner(undefined));

const look = (id: string) => serveAsset(owner, id, null, new Request('http://app/'));
const idle = (id: string) => waitFor(async () => !(await findLiveKeys(prepareJob, [id])).has(id));
const settled = (id: string) =>
  waitFor(async () => {
    const asset = await requireAsset(owner, id);
    return asset.status !== 'processing' && asset;
  });

it('holds a file back while the scanner is down, however long, and gives it out once it was found clean', async () => {
  const picture = await upload(owner, await drawQuarters().png().toBuffer(), 'quarters.png');
  const note = await upload(owner, Buffer.from('a note'), 'note.txt');
  for (let round = 0; round < 4; round += 1) {
    await idle(picture.id);
    await recoverPreparing();
  }
  await idle(picture.id);
  expect(await requireAsset(owner, picture.id)).toMatchObject({
    status: 'processing',
    scan: 'pending',
    error: null,
  });
  await expect(look(picture.id)).rejects.toMatchObject({ code: 'media.not_ready' });

  scanner.isDown = false;
  await recoverPreparing();
  const found = await settled(picture.id);
  expect(found).toMatchObject({ status: 'ready', scan: 'clean' });
  // What the door made of it is still there.
  expect(found.variants.map(({ name }) => name)).toEqual(picture.variants.map(({ name }) => name));
  expect((await look(picture.id)).status).toBe(200);
  expect(await settled(note.id)).toMatchObject({ status: 'ready', scan: 'clean' });
});

it('does not fetch files for a scanner that is down', async () => {
  const note = await upload(owner, Buffer.from('a note in a bucket'), 'note.txt');
  await idle(note.id);
  let fetched = 0;
  const kept = storage();
  useStorage({
    ...kept,
    open: (...given) => {
      fetched += 1;
      return kept.open(...given);
    },
  });
  for (let round = 0; round < 3; round += 1) {
    await recoverPreparing();
    await idle(note.id);
  }
  useStorage(undefined);
  expect(fetched).toBe(0);
  expect(await requireAsset(owner, note.id)).toMatchObject({ status: 'processing', scan: 'pending' });
});

it('withdraws what turns out to be infected, tells whoever shows it, and keeps none of its bytes', async () => {
  const { id } = await upload(owner, Buffer.from(`a note with ${EICAR}`), 'note.txt');
  await idle(id);
  // Sent before it could be scanned, as by a client that does not wait; the message was written by an older version.
  await db().mediaAsset.update({ where: { id }, data: { scan_verdict: 'unscanned' } });
  const conversation = await createConversation({ ownerId: owner, origin: null });
  const { message } = await sendMessage({
    ...{ ownerId: owner, conversationId: conversation.id, channel: 'web', origin: null },
    ...{ id: newId(), content: 'look', attachments: [id], silent_delivery: false },
  });
  await db().mediaAsset.update({ where: { id }, data: { scan_verdict: 'pending' } });

  scanner.isDown = false;
  await recoverPreparing();
  expect(await settled(id)).toMatchObject({
    status: 'quarantined',
    scan: 'infected',
    error: { code: 'media.infected', retryable: false },
  });
  await expect(look(id)).rejects.toMatchObject({ code: 'media.quarantined' });
  await waitFor(async () => !(await media.listFiles()).some((file) => file.includes(id)));
  const { events, messages } = await syncEvents(owner, conversation.id, message.revision);
  expect(events.filter(({ type }) => type === 'asset.quarantined')).toMatchObject([
    { payload: { message_id: message.id, asset_id: id } },
  ]);
  expect(messages.find((row) => row.id === message.id)?.media_urls[0]?.status).toBe('quarantined');
  const [entry] = await readAudit({ limit: 1 });
  expect(entry).toMatchObject({ action: 'media.quarantined', subject: id, ownerId: owner });
});
