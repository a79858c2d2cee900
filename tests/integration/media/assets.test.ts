import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import {
  checkStorage,
  deleteAsset,
  deleteUnusedAssets,
  getAsset,
  listAssets,
  readForModel,
  requireAsset,
  sweepAbandoned,
  sweepOrphans,
  useStorage,
} from '@/lib/media';
import { createLocalStorage } from '@/lib/media/adapters/local-storage';
import { db } from '@/lib/platform/db';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
let owner: string;
let stranger: string;
beforeAll(async () => {
  owner = await createPerson();
  stranger = await createPerson();
});

const note = (content: string, ownerId = owner) => send(ownerId, Buffer.from(content));

/** Puts the asset into a message of its owner's; returns the message's id. */
async function show(asset: Asset, ownerId = owner): Promise<string> {
  const messageId = await writeMessage(ownerId);
  await attach(messageId, asset);
  return messageId;
}

const attach = (messageId: string, asset: Asset) =>
  db().messageAsset.create({ data: { message_id: messageId, asset_id: asset.id, position: 0 } });

async function writeMessage(ownerId = owner): Promise<string> {
  const conversationId = newId();
  const messageId = newId();
  await db().conversation.create({ data: { id: conversationId, owner_id: ownerId } });
  await db().message.create({
    data: {
      id: messageId,
      conversation_id: conversationId,
      owner_id: ownerId,
      seq: 1,
      sender_type: 'user',
      sender_channel: 'web',
      status: 'complete',
    },
  });
  return messageId;
}

const filesOf = async (asset: Asset) => (await media.listFiles()).filter((file) => file.includes(asset.id));

describe('two people', () => {
  it('never see, list, read, delete or free what is the other one’s', async () => {
    const asset = await send(owner, await drawQuarters(1600, 1600).png().toBuffer());
    expect(await getAsset(stranger, asset.id)).toBeNull();
    await expect(requireAsset(stranger, asset.id)).rejects.toMatchObject({ code: 'media.not_found' });
    await expect(readForModel(stranger, asset.id)).rejects.toMatchObject({ code: 'media.not_found' });
    await expect(deleteAsset(stranger, asset.id)).rejects.toMatchObject({ code: 'media.not_found' });
    expect(await deleteUnusedAssets(stranger, [asset.id])).toEqual([]);
    expect(await listAssets(stranger, [asset.id])).toEqual([]);
    expect(await getAsset(owner, asset.id)).toEqual(asset);
    expect(await filesOf(asset)).toHaveLength(3);
  });

  it('in one list get only their own, in the order asked', async () => {
    const [first, foreign, second] = [await note('1'), await note('2', stranger), await note('3')];
    const asked = [second.id, foreign.id, 'no-id', newId(), first.id, second.id];
    expect((await listAssets(owner, asked)).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await listAssets(owner, [])).toEqual([]);
  });
});

describe('deleting', () => {
  it('removes the row, the variants and every file', async () => {
    const asset = await send(owner, await drawQuarters(1600, 1599).png().toBuffer());
    expect(await filesOf(asset)).toHaveLength(3);
    await deleteAsset(owner, asset.id);
    expect(await getAsset(owner, asset.id)).toBeNull();
    expect(await filesOf(asset)).toEqual([]);
    await expect(deleteAsset(owner, asset.id)).rejects.toMatchObject({ code: 'media.not_found' });
  });

  it('is a conflict while a message shows it, and works afterwards', async () => {
    const asset = await note('shown');
    const messageId = await show(asset);
    await expect(deleteAsset(owner, asset.id)).rejects.toMatchObject({
      code: 'media.in_use',
      kind: 'conflict',
    });
    expect(await filesOf(asset)).toHaveLength(1);
    await db().message.delete({ where: { id: messageId } });
    await deleteAsset(owner, asset.id);
    expect(await filesOf(asset)).toEqual([]);
  });

  it('of many removes those that nothing uses and names them', async () => {
    const [shown, unused] = [await note('shown'), await note('unused')];
    await show(shown);
    expect(await deleteUnusedAssets(owner, [shown.id, unused.id, newId(), 'no-id'])).toEqual([unused.id]);
    expect(await filesOf(shown)).toHaveLength(1);
    expect(await filesOf(unused)).toEqual([]);
  });

  it('waits for a message that is being written, and then leaves its files alone', async () => {
    const asset = await note('being sent');
    const messageId = await writeMessage();
    const deleting = await db().$transaction(async (tx) => {
      await tx.messageAsset.create({ data: { message_id: messageId, asset_id: asset.id, position: 0 } });
      const started = deleteUnusedAssets(owner, [asset.id]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { started };
    });
    expect(await deleting.started).toEqual([]);
    expect(await filesOf(asset)).toHaveLength(1);
  });

  it('never loses the bytes of what a message takes up at the same moment', async () => {
    for (let round = 0; round < 30; round += 1) {
      const asset = await note(`race ${round}`);
      const messageId = await writeMessage();
      // Now the one, now the other has a head start.
      const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      const [shown] = await Promise.allSettled([
        pause().then(() => attach(messageId, asset)),
        pause().then(() => deleteUnusedAssets(owner, [asset.id])),
      ]);
      const isThere = (await getAsset(owner, asset.id)) !== null;
      expect(isThere).toBe(shown.status === 'fulfilled');
      expect(await filesOf(asset)).toHaveLength(isThere ? 1 : 0);
    }
  });
});

describe('the sweep', () => {
  const old = new Date(Date.now() - 2 * 3_600_000);

  function plant(key: string, modifiedAt: Date): string {
    const file = path.join(media.dataDir, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'x');
    utimesSync(file, modifiedAt, modifiedAt);
    return key;
  }
  const orphanKey = () => `media/image/unfiled/upload/20260101000000000_${newId()}.png`;

  it('removes old files without a row, and nothing else', async () => {
    const asset = await send(owner, await drawQuarters(1600, 1598).png().toBuffer());
    for (const file of await filesOf(asset)) utimesSync(path.join(media.dataDir, file), old, old);
    const orphan = plant(orphanKey(), old);
    const variantOfNoOne = plant(orphanKey().replace('.png', '.thumbnail.webp'), old);
    const strayVariant = plant(`media/image/unfiled/upload/20260101000000000_${asset.id}.old.webp`, old);
    const recent = plant(orphanKey(), new Date());
    const foreign = plant('media/notes/readme.txt', old);
    const probe = plant(`media/probe/${newId()}`, old);
    plant('media/.incoming/half', old);
    const result = await sweepOrphans();
    expect(result).toMatchObject({ orphans: 4, removed: 4, unfinished: 1 });
    const files = await media.listFiles();
    for (const gone of [orphan, variantOfNoOne, strayVariant, probe]) expect(files).not.toContain(gone);
    for (const kept of [recent, foreign, ...(await filesOf(asset))]) expect(files).toContain(kept);
    expect(await filesOf(asset)).toHaveLength(3);
    expect(await sweepOrphans()).toMatchObject({ orphans: 0, removed: 0, unfinished: 0 });
  });

  it('removes nothing when most files are unknown: that is the wrong database', async () => {
    const planted = Array.from({ length: 60 }, () => plant(orphanKey(), old));
    expect(await sweepOrphans()).toMatchObject({ orphans: 60, removed: 0 });
    const files = await media.listFiles();
    for (const key of planted) expect(files).toContain(key);
  });

  it('takes the assets of deleted conversations and answers, and leaves what may still be sent', async () => {
    const drawn = (about: string) => send(owner, Buffer.from(about), { source: 'generated' });
    const [unsent, expired] = [await note('not sent yet'), await note('of a deleted conversation')];
    const [lost, shown, recent] = [await drawn('for nobody'), await drawn('shown'), await drawn('just now')];
    await show(shown);
    await db().mediaAsset.update({ where: { id: expired.id }, data: { expires_at: new Date() } });
    await db().mediaAsset.updateMany({
      where: { id: { in: [unsent.id, lost.id, shown.id] } },
      data: { created_at: old },
    });
    expect(await sweepAbandoned()).toBe(2);
    const left = await listAssets(owner, [unsent.id, expired.id, lost.id, shown.id, recent.id]);
    expect(left.map(({ id }) => id)).toEqual([unsent.id, shown.id, recent.id]);
    expect(await filesOf(lost)).toEqual([]);
  });
});

describe('for models', () => {
  it('other files are given as they are', async () => {
    const asset = await send(owner, Buffer.from('# Notes'), { filename: 'notes.md' });
    const { mediaType, bytes } = await readForModel(owner, asset.id);
    expect(mediaType).toBe('text/markdown');
    expect(Buffer.from(bytes).toString()).toBe('# Notes');
  });

  it('nothing is read that is withdrawn or too large to hold in memory', async () => {
    const asset = await note('withdrawn');
    await db().mediaAsset.update({ where: { id: asset.id }, data: { status: 'quarantined' } });
    await expect(readForModel(owner, asset.id)).rejects.toMatchObject({ code: 'media.not_ready' });
    await db().mediaAsset.update({
      where: { id: asset.id },
      data: { status: 'ready', size_bytes: 30 * 1024 * 1024 },
    });
    await expect(readForModel(owner, asset.id)).rejects.toMatchObject({ code: 'media.too_large_for_model' });
  });
});

describe('the storage check', () => {
  it('reports what was done, or what is wrong and what to do', async () => {
    expect(await checkStorage()).toEqual({ status: 'ok', detail: 'local: written, read and deleted' });
    const file = path.join(media.dataDir, 'a-file');
    writeFileSync(file, '');
    useStorage(createLocalStorage(file));
    try {
      expect(await checkStorage()).toMatchObject({
        status: 'failed',
        advice: expect.stringContaining('data folder'),
      });
    } finally {
      useStorage(undefined);
    }
  });
});
