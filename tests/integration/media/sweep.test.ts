import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { listMessages } from '@/lib/flows/list-messages';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import { newId } from '@/lib/kernel';
import { requireAsset, serveAsset } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { runAdmin } from '@/scripts/admin/run-admin';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
const HOUR_MS = 3_600_000;
let owner: string;
beforeEach(async () => {
  await db().$executeRaw`truncate users cascade`;
  rmSync(path.join(media.dataDir, 'media'), { recursive: true, force: true });
  owner = await createPerson();
});

async function sweep(...options: string[]) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const terminal = {
    print: (line: string) => lines.push(line),
    complain: (line: string) => complaints.push(line),
  };
  const code = await runAdmin(['media', 'sweep', ...options], terminal);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  return JSON.parse(lines[0] ?? '');
}

const note = (content = newId()) => send(owner, Buffer.from(content));
const picture = (width: number) => drawQuarters(width, 500).png().toBuffer();
const fileOf = (key: string) => path.join(media.dataDir, key);
const keyOf = async ({ id }: Asset) =>
  (await db().mediaAsset.findUniqueOrThrow({ where: { id } })).storage_key;
const variantKey = async ({ id }: Asset) =>
  (await db().assetVariant.findFirstOrThrow({ where: { asset_id: id, name: 'thumbnail' } })).storage_key;

function plant(key: string): string {
  mkdirSync(path.dirname(fileOf(key)), { recursive: true });
  writeFileSync(fileOf(key), 'x');
  const old = new Date(Date.now() - 2 * HOUR_MS);
  utimesSync(fileOf(key), old, old);
  return key;
}

async function say(asset: Asset) {
  const { id: conversationId } = await createConversation({ ownerId: owner, origin: null });
  const { message } = await sendMessage({
    ...{ id: newId(), content: 'look', attachments: [asset.id], silent_delivery: false },
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
  });
  return { conversationId, messageId: message.id };
}

describe('media sweep', () => {
  it('finds nothing to say about a storage in order', async () => {
    await note();
    await send(owner, await picture(1600));
    expect(await sweep()).toEqual({
      dry_run: false,
      files: { checked: 4, orphans: [], removed: 0, refused: false },
      assets: { checked: 2, unreachable: 0, missing: [], repaired: 0, refused: false },
      uploads: { unfinished: [], dropped: 0 },
    });
  });

  it('removes files that nothing names, in every conversation, and with --dry-run only names them', async () => {
    const kept = await note();
    const orphans = [
      plant(`media/image/unfiled/upload/20260101000000000_${newId()}.png`),
      plant(`media/video/${newId()}/generated/20260101000000000_${newId()}.poster-1a2b3c4d.webp`),
    ].sort();
    const dry = await sweep('--dry-run');
    expect(dry.files).toMatchObject({ checked: 3, removed: 0 });
    expect(dry.files.orphans.sort()).toEqual(orphans);
    expect(await media.listFiles()).toEqual(expect.arrayContaining(orphans));
    expect((await sweep()).files).toMatchObject({ removed: 2 });
    expect(await media.listFiles()).toEqual([await keyOf(kept)]);
  });

  it('says of an asset without its bytes that they are gone, also to the message that shows it', async () => {
    const asset = await note('to be lost');
    const { conversationId, messageId } = await say(asset);
    const { last_event_seq: before } = await listMessages(owner, conversationId, {});
    const key = await keyOf(asset);
    rmSync(fileOf(key));
    const missing = [{ id: asset.id, filename: null, what: 'original', keys: [key] }];
    expect((await sweep('--dry-run')).assets).toMatchObject({ missing, repaired: 0 });
    expect((await requireAsset(owner, asset.id)).status).toBe('ready');
    expect((await sweep()).assets).toMatchObject({ missing, repaired: 1 });
    expect(await requireAsset(owner, asset.id)).toMatchObject({
      status: 'failed',
      error: { code: 'media.bytes_missing', retryable: false, message: expect.stringContaining('missing') },
    });
    const page = await syncEvents(owner, conversationId, before);
    const event = page.events.find(({ type }) => type === 'asset.failed');
    expect(event?.payload).toEqual({ message_id: messageId, asset_id: asset.id });
    expect((await sweep()).assets).toMatchObject({ missing: [], repaired: 0 });
  });

  it('takes that back when the bytes are there again', async () => {
    const asset = await note('lost for a while');
    const file = fileOf(await keyOf(asset));
    renameSync(file, `${file}.aside`);
    await sweep();
    renameSync(`${file}.aside`, file);
    expect((await sweep()).assets).toMatchObject({ missing: [{ what: 'found' }], repaired: 1 });
    expect(await requireAsset(owner, asset.id)).toEqual(asset);
  });

  it('does not call ready what was never scanned', async () => {
    const asset = await note('not scanned, and lost for a while');
    await db().mediaAsset.update({
      where: { id: asset.id },
      data: { status: 'processing', scan_verdict: 'pending' },
    });
    const file = fileOf(await keyOf(asset));
    renameSync(file, `${file}.aside`);
    await sweep();
    renameSync(`${file}.aside`, file);
    expect((await sweep()).assets).toMatchObject({ missing: [{ what: 'found' }], repaired: 1 });
    expect(await requireAsset(owner, asset.id)).toMatchObject({ status: 'processing', scan: 'pending' });
  });

  it('forgets a variant without bytes and leaves the rest as it is', async () => {
    const asset = await send(owner, await picture(1599));
    rmSync(fileOf(await variantKey(asset)));
    expect((await sweep()).assets).toMatchObject({
      missing: [{ id: asset.id, what: 'variants' }],
      repaired: 1,
    });
    const now = await requireAsset(owner, asset.id);
    expect(now).toMatchObject({ status: 'ready', variants: [{ name: 'display' }], thumbnail_url: null });
    expect((await serveAsset(owner, asset.id, null, new Request('http://app/'))).status).toBe(200);
  });

  it('does not take a storage that is not there for the loss of everything', async () => {
    const notes = await Promise.all(Array.from({ length: 60 }, () => note()));
    renameSync(path.join(media.dataDir, 'media'), path.join(media.dataDir, 'elsewhere'));
    const { assets } = await sweep();
    expect(assets).toMatchObject({ checked: 60, repaired: 0, refused: true });
    expect((await requireAsset(owner, (notes[0] as Asset).id)).status).toBe('ready');
    renameSync(path.join(media.dataDir, 'elsewhere'), path.join(media.dataDir, 'media'));
  });

  it('drops uploads that nobody went on with for a day', async () => {
    const upload = async (hours: number) => {
      const id = newId();
      const at = new Date(Date.now() - hours * HOUR_MS);
      await db().upload.create({ data: { id, owner_id: owner, size_bytes: 10, updated_at: at } });
      const file = fileOf(`media/.uploads/${id}`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, 'half');
      return id;
    };
    const [old, recent] = [await upload(25), await upload(23)];
    expect((await sweep('--dry-run')).uploads).toEqual({ unfinished: [old], dropped: 0 });
    expect((await sweep()).uploads).toEqual({ unfinished: [old], dropped: 1 });
    expect((await db().upload.findMany()).map(({ id }) => id)).toEqual([recent]);
    const left = (await media.listFiles()).filter((file) => file.includes('.uploads/'));
    expect(left.every((file) => file.includes(recent))).toBe(true);
  });
});
