import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asset, UploadProgress } from '@/lib/contracts';
import { appendTurn } from '@/lib/conversation';
import { createConversation } from '@/lib/flows/create-conversation';
import { newId } from '@/lib/kernel';
import { dropOldUploads, getAsset, serveAsset, useStorage } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { createMemoryStorage } from '@/tests/fakes/memory-storage';
import { useMedia } from '@/tests/support/media';
import { metadata, PIECE, TUS, type Uploader, useUploadDoor } from '@/tests/support/upload-door';
import { waitFor } from '@/tests/support/wait-for';

const settings = { MEDIA_MAX_SIZE_MB: '2', APP_URL: 'http://localhost:3000', LOG_LEVEL: 'error' };
const media = useMedia(settings);
/** All that this file's environment is made of. */
const given = { ...settings, DATA_DIR: media.dataDir };
const door = useUploadDoor();
let ada: Uploader;
let bob: Uploader;
beforeAll(async () => {
  [ada, bob] = [await door.newPerson(), await door.newPerson()];
});
afterEach(() => useStorage(undefined));

const bytes = randomBytes(300_000);
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
const idOf = (location: string) => location.slice(location.lastIndexOf('/') + 1);
const piecesOnDisk = async () =>
  (await media.listFiles()).filter((file) => file.startsWith('media/.uploads/'));
const fileOf = (location: string) => path.join(media.dataDir, 'media/.uploads', idOf(location));
const error = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;
const status = async (who: Uploader, location: string) =>
  (await (await who.call('GET', location, {})).json()) as UploadProgress;

/** Sends the beginning of a piece and breaks the connection. */
function sendAndBreak(who: Uploader, location: string, offset: number, announced: number, sent: Uint8Array) {
  return new Promise<void>((resolve) => {
    const request = httpRequest(`${door.origin()}${location}`, {
      method: 'PATCH',
      headers: {
        authorization: who.authorization,
        ...PIECE,
        'upload-offset': offset,
        'content-length': announced,
      },
    });
    request.on('error', () => resolve());
    request.on('close', () => resolve());
    request.write(sent, () => setTimeout(() => request.destroy(), 100));
  });
}

describe('an upload in pieces', () => {
  it('becomes an asset with its last byte, named in the answer, and leaves no piece behind', async () => {
    const location = await ada.begin(bytes.length, { filename: 'Messung ä.bin', filetype: 'text/plain' });
    expect(location).toMatch(/^\/api\/uploads\/[\da-f-]{36}$/);
    const first = await ada.patch(location, 0, bytes.subarray(0, 100_000));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100000']);
    expect(first.headers.get('x-asset-id')).toBeNull();
    expect(await ada.offset(location)).toBe(100_000);
    const last = await ada.patch(location, 100_000, bytes.subarray(100_000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '300000']);
    const assetId = last.headers.get('x-asset-id') ?? '';
    const asset = await getAsset(ada.ownerId, assetId);
    expect(asset).toMatchObject({ filename: 'Messung ä.bin', size_bytes: 300_000, sha256: sha256(bytes) });
    const served = await serveAsset(ada.ownerId, assetId, null, new Request('http://app/'));
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await piecesOnDisk()).toEqual([]);
    expect(await status(ada, location)).toMatchObject({
      status: 'done',
      offset: 300_000,
      asset: { id: assetId },
      error: null,
    });
  });

  it('may be sent whole with its creation', async () => {
    const response = await ada.call(
      'POST',
      '/api/uploads',
      { ...PIECE, 'upload-length': '5' },
      new TextEncoder().encode('hello'),
    );
    expect(response.status).toBe(201);
    expect(await getAsset(ada.ownerId, response.headers.get('x-asset-id') ?? '')).toMatchObject({
      size_bytes: 5,
    });
  });

  it('tells the same asset when the last answer was lost', async () => {
    const location = await ada.begin(bytes.length);
    const first = await ada.patch(location, 0, bytes);
    const again = await ada.patch(location, bytes.length);
    const [head, third] = [await ada.offset(location), await ada.patch(location, bytes.length)];
    expect([again.status, head, third.status]).toEqual([204, bytes.length, 204]);
    const ids = [first, again, third].map((answer) => answer.headers.get('x-asset-id'));
    expect(ids[0]).toMatch(/^[\da-f-]{36}$/);
    expect(new Set(ids).size).toBe(1);
    expect(await db().mediaAsset.count({ where: { id: idOf(location) } })).toBe(1);
  });

  it('goes through the door once when the last byte is told twice at the same time', async () => {
    const location = await ada.begin(bytes.length);
    await ada.patch(location, 0, bytes.subarray(0, 299_999));
    const answers = await Promise.all([
      ada.patch(location, 299_999, bytes.subarray(299_999)),
      ada.patch(location, 300_000),
      ada.patch(location, 300_000),
    ]);
    // Those that came too early are told so; all that knew the end name one asset.
    for (const answer of answers) expect([204, 409]).toContain(answer.status);
    const again = await ada.patch(location, 300_000);
    expect(again.headers.get('x-asset-id')).toBe(idOf(location));
    expect(await db().mediaAsset.count({ where: { id: idOf(location) } })).toBe(1);
  });

  it('finds its asset again when the server died between the asset and the note of it', async () => {
    const location = await ada.begin(bytes.length);
    await ada.patch(location, 0, bytes);
    // As it was before the note: the bytes are here, the upload knows of no asset.
    await db().upload.update({ where: { id: idOf(location) }, data: { asset_id: null } });
    writeFileSync(fileOf(location), bytes);
    const again = await ada.patch(location, bytes.length);
    expect(again.headers.get('x-asset-id')).toBe(idOf(location));
    expect(await piecesOnDisk()).toEqual([]);
  });

  it('keeps what arrived before the connection broke, and goes on there', async () => {
    const location = await ada.begin(bytes.length);
    await sendAndBreak(ada, location, 0, bytes.length, bytes.subarray(0, 120_000));
    const offset = await waitFor(async () => {
      const now = await ada.offset(location);
      return now !== null && now > 0 ? now : null;
    });
    expect(offset).toBeLessThanOrEqual(120_000);
    const last = await ada.patch(location, offset, bytes.subarray(offset));
    expect(last.status).toBe(204);
    expect(await getAsset(ada.ownerId, last.headers.get('x-asset-id') ?? '')).toMatchObject({
      sha256: sha256(bytes),
    });
  });

  it('gives way to a newer request when the connection of the older one hangs', async () => {
    const location = await ada.begin(bytes.length);
    const hanging = httpRequest(`${door.origin()}${location}`, {
      method: 'PATCH',
      headers: {
        authorization: ada.authorization,
        ...PIECE,
        'upload-offset': 0,
        'content-length': bytes.length,
      },
    });
    hanging.on('error', () => undefined);
    hanging.write(bytes.subarray(0, 65_536));
    await waitFor(async () => ((await status(ada, location)).offset > 0 ? true : null));
    const offset = await ada.offset(location);
    expect(offset).toBe(65_536);
    const last = await ada.patch(location, 65_536, bytes.subarray(65_536));
    expect(last.headers.get('x-asset-id')).toBe(idOf(location));
    hanging.destroy();
  });

  it('refuses bytes for another place than the end, without touching what is there', async () => {
    const location = await ada.begin(bytes.length);
    await ada.patch(location, 0, bytes.subarray(0, 1_000));
    for (const offset of [0, 999, 1_001, 5_000]) {
      const response = await ada.patch(location, offset, bytes.subarray(0, 10));
      expect([response.status, await error(response)]).toEqual([409, 'media.upload_offset']);
    }
    expect(readFileSync(fileOf(location)).equals(bytes.subarray(0, 1_000))).toBe(true);
  });

  it('takes no byte more than was announced', async () => {
    const location = await ada.begin(10);
    const response = await ada.patch(location, 0, bytes.subarray(0, 11));
    expect([response.status, await error(response)]).toEqual([400, 'media.upload_too_long']);
    expect(await ada.offset(location)).toBe(0);
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(8));
        controller.enqueue(new Uint8Array(8));
        controller.close();
      },
    });
    expect((await ada.patch(location, 0, chunked)).status).toBe(400);
    expect(await ada.offset(location)).toBeLessThanOrEqual(10);
  });
});

describe('what is refused at the beginning', () => {
  const cases: [string, Record<string, string>, number, string][] = [
    [
      'a file over the limit',
      { ...TUS, 'upload-length': String(2 * 1024 * 1024 + 1) },
      413,
      'media.too_large',
    ],
    ['an empty file', { ...TUS, 'upload-length': '0' }, 400, 'media.empty'],
    ['no size', { ...TUS }, 400, 'media.upload_length'],
    ['a size that is known later', { ...TUS, 'upload-defer-length': '1' }, 400, 'media.upload_length'],
    ['a size that is no number', { ...TUS, 'upload-length': '12e3' }, 400, 'media.upload_length'],
    ['another version', { 'tus-resumable': '0.2.2', 'upload-length': '5' }, 412, 'media.upload_version'],
    ['no version', { 'upload-length': '5' }, 412, 'media.upload_version'],
    [
      'parts to be put together',
      { ...TUS, 'upload-length': '5', 'upload-concat': 'partial' },
      400,
      'media.upload_invalid',
    ],
    [
      'metadata that is no base64',
      { ...TUS, 'upload-length': '5', 'upload-metadata': 'filename ***' },
      400,
      'media.upload_metadata',
    ],
    [
      'more metadata than anyone needs',
      { ...TUS, 'upload-length': '5', 'upload-metadata': metadata({ filename: 'x'.repeat(4_000) }) },
      400,
      'media.upload_metadata',
    ],
  ];
  it.each(cases)('%s', async (_what, headers, expected, code) => {
    const before = await db().upload.count();
    const response = await ada.call('POST', '/api/uploads', headers);
    expect([response.status, await error(response)]).toEqual([expected, code]);
    expect(await db().upload.count()).toBe(before);
  });

  it('more unfinished uploads than a person may have, also when they come at once', async () => {
    const carol = await door.newPerson();
    const answers = await Promise.all(Array.from({ length: 54 }, () => carol.create(10)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((found) => found === 201)).toHaveLength(50);
    expect(statuses.filter((found) => found === 429)).toHaveLength(4);
    // What is over makes room.
    const created = answers.find((answer) => answer.status === 201)?.headers.get('location') ?? '';
    await carol.patch(created, 0, bytes.subarray(0, 10));
    expect((await carol.create(10)).status).toBe(201);
  });

  it('more unfinished bytes than a person may have', async () => {
    const dan = await door.newPerson();
    const full = 2 * 1024 * 1024;
    for (let count = 0; count < 10; count += 1) expect((await dan.create(full)).status).toBe(201);
    const response = await dan.create(1);
    expect([response.status, await error(response)]).toEqual([429, 'media.too_many_uploads']);
  });
});

describe('a file that the door refuses', () => {
  it('is not begun when it would not fit into what its owner may keep', async () => {
    const eve = await door.newPerson();
    overrideEnv({ ...given, MEDIA_QUOTA_MB: '1' });
    try {
      const response = await eve.create(1_500_000);
      expect([response.status, await error(response)]).toEqual([413, 'media.quota_exceeded']);
      expect((await eve.create(500_000)).status).toBe(201);
    } finally {
      overrideEnv(given);
    }
  });

  it('is answered with the same sentence each time, and its bytes are gone', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), randomBytes(5_000)]);
    program.writeUInt32LE(0x80, 0x3c);
    program.write('PE\0\0', 0x80, 'latin1');
    const location = await ada.begin(program.length, { filename: 'setup.exe' });
    const first = await ada.patch(location, 0, program);
    const said = (await first.json()) as { error: { code: string; message: string } };
    expect([first.status, said.error.code]).toEqual([415, 'media.unsupported']);
    const again = await ada.patch(location, program.length);
    expect(((await again.json()) as typeof said).error).toMatchObject({ ...said.error });
    expect(await status(ada, location)).toMatchObject({
      status: 'refused',
      asset: null,
      error: { code: 'media.unsupported' },
    });
    expect((await media.listFiles()).filter((file) => file.includes(idOf(location)))).toEqual([]);
  });

  it('is asked for again when the storage was away, and taken then', async () => {
    const location = await ada.begin(bytes.length);
    const broken = createMemoryStorage();
    broken.put = async () => {
      throw new Error('away');
    };
    useStorage(broken);
    const first = await ada.patch(location, 0, bytes);
    expect(first.status).toBe(500);
    useStorage(undefined);
    expect(await ada.offset(location)).toBe(bytes.length);
    const again = await ada.patch(location, bytes.length);
    expect(again.headers.get('x-asset-id')).toBe(idOf(location));
  });
});

describe('ending an upload', () => {
  it('removes its bytes and its row', async () => {
    const location = await ada.begin(bytes.length);
    await ada.patch(location, 0, bytes.subarray(0, 50_000));
    expect((await ada.end(location)).status).toBe(204);
    expect((await piecesOnDisk()).filter((file) => file.includes(idOf(location)))).toEqual([]);
    expect(await db().upload.count({ where: { id: idOf(location) } })).toBe(0);
    expect(await ada.offset(location)).toBeNull();
    expect((await ada.end(location)).status).toBe(404);
    expect((await ada.patch(location, 50_000, bytes.subarray(50_000))).status).toBe(404);
  });

  it('removes the asset too, unless a message shows it', async () => {
    const [unused, used] = [await ada.begin(bytes.length), await ada.begin(5)];
    await ada.patch(unused, 0, bytes);
    await ada.patch(used, 0, new TextEncoder().encode('hello'));
    const { id: conversationId } = await createConversation({ ownerId: ada.ownerId, origin: null });
    await appendTurn({
      ...{
        ownerId: ada.ownerId,
        conversationId,
        messageId: newId(),
        agentMessageId: newId(),
        runId: newId(),
      },
      ...{
        content: 'look',
        assetIds: [idOf(used)],
        messageType: 'file',
        mediaUrl: null,
        parentId: undefined,
      },
      ...{
        channel: 'web',
        silent: false,
        toolCall: null,
        model: 'studio/studio',
        holder: 'test:1:1',
        title: null,
        origin: null,
      },
    });
    for (const location of [unused, used]) expect((await ada.end(location)).status).toBe(204);
    expect(await getAsset(ada.ownerId, idOf(unused))).toBeNull();
    expect(await getAsset(ada.ownerId, idOf(used))).not.toBeNull();
  });

  it('stops a piece that is arriving', async () => {
    const location = await ada.begin(bytes.length);
    const arriving = sendAndBreak(ada, location, 0, bytes.length, bytes.subarray(0, 10_000));
    await waitFor(async () => ((await status(ada, location)).offset > 0 ? true : null));
    expect((await ada.end(location)).status).toBe(204);
    await arriving;
    expect((await piecesOnDisk()).filter((file) => file.includes(idOf(location)))).toEqual([]);
  });
});

describe("another person's upload", () => {
  it('is not there, whatever is asked of it', async () => {
    const location = await ada.begin(bytes.length, { filename: 'secret plan.txt' });
    await ada.patch(location, 0, bytes.subarray(0, 1_000));
    const answers = [
      await bob.call('GET', location, {}),
      await bob.call('HEAD', location, TUS),
      await bob.patch(location, 1_000, bytes.subarray(1_000)),
      await bob.end(location),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(JSON.stringify([...answer.headers])).not.toContain('secret');
    }
    expect(await ada.offset(location)).toBe(1_000);
    const stranger = await fetch(`${door.origin()}${location}`, { method: 'HEAD', headers: TUS });
    expect(stranger.status).toBe(401);
  });

  it('is not bound to a conversation of someone else', async () => {
    const { id } = await createConversation({ ownerId: ada.ownerId, origin: null });
    const [own, foreign] = [
      await ada.begin(5, { conversation: id }),
      await bob.begin(5, { conversation: id }),
    ];
    const conversationOf = async (location: string) =>
      (await db().upload.findUniqueOrThrow({ where: { id: idOf(location) } })).conversation_id;
    expect(await conversationOf(own)).toBe(id);
    expect(await conversationOf(foreign)).toBeNull();
  });
});

describe('uploads that nobody goes on with', () => {
  it('are dropped with their bytes after a day; others and made assets stay', async () => {
    const [old, fresh, done] = [await ada.begin(100), await ada.begin(100), await ada.begin(5)];
    for (const location of [old, fresh]) await ada.patch(location, 0, bytes.subarray(0, 50));
    await ada.patch(done, 0, new TextEncoder().encode('made.'));
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    await db().upload.updateMany({
      where: { id: { in: [idOf(old), idOf(done)] } },
      data: { updated_at: twoDaysAgo },
    });
    const stray = newId();
    writeFileSync(fileOf(`/${stray}`), 'no row');
    utimesSync(fileOf(`/${stray}`), twoDaysAgo, twoDaysAgo);
    // Past its time it is gone for its sender, swept or not.
    expect(await ada.offset(old)).toBeNull();
    expect(await dropOldUploads(new Date(Date.now() - 24 * 3_600_000))).toBe(3);
    const left = (await piecesOnDisk()).join();
    expect([left.includes(idOf(old)), left.includes(stray), left.includes(idOf(fresh))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await ada.offset(fresh)).toBe(50);
    expect(await getAsset(ada.ownerId, idOf(done))).not.toBeNull();
  });
});

describe('the plain upload', () => {
  it('is one asset when it is sent again under its id', async () => {
    const id = newId();
    const send = async (body: string) =>
      ada.call('POST', '/api/media', { 'x-upload-id': id, 'x-filename': 'note.txt' }, body);
    const first = (await (await send('once')).json()) as Asset;
    const second = (await (await send('once')).json()) as Asset;
    expect([first.id, second.id]).toEqual([id, id]);
    expect((await send('something else')).status).toBe(409);
    // Someone else's id is just taken.
    expect((await bob.call('POST', '/api/media', { 'x-upload-id': id }, 'once')).status).toBe(409);
  });
});

it('speaks the protocol to whoever asks', async () => {
  const response = await ada.call('OPTIONS', '/api/uploads', {});
  expect(response.status).toBe(204);
  expect(response.headers.get('tus-version')).toBe('1.0.0');
  expect(response.headers.get('tus-extension')?.split(',')).toEqual(
    expect.arrayContaining(['creation', 'termination', 'expiration']),
  );
  expect(response.headers.get('tus-max-size')).toBe(String(2 * 1024 * 1024));
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});
