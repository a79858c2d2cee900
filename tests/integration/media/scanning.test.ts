import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serveAsset, useScanner } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { closeSender } from '@/lib/platform/queue';
import { runAdmin } from '@/scripts/admin/run-admin';
import { startClamdReplica } from '@/tests/fakes/clamd-replica';
import { createFakeScanner } from '@/tests/fakes/fake-scanner';
import { findClamd, startClamd } from '@/tests/support/clamd-server';
import { EICAR } from '@/tests/support/eicar';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import { useMediaDoor } from '@/tests/support/media-door';
import { drawQuarters } from '@/tests/support/pictures';

const media = useMedia();
const door = useMediaDoor();
afterEach(() => useScanner(undefined));
afterAll(() => closeSender());

const setEnv = (values: Record<string, string | undefined>) =>
  overrideEnv({ DATABASE_URL: env().DATABASE_URL, DATA_DIR: media.dataDir, LOG_LEVEL: 'error', ...values });
const lookAt = (owner: string, id: string, variant: string | null = null) =>
  serveAsset(owner, id, variant, new Request('http://localhost/'));

describe('an infected file', () => {
  let replica: Awaited<ReturnType<typeof startClamdReplica>>;
  beforeAll(async () => {
    replica = await startClamdReplica();
    setEnv({ CLAMD_HOST: replica.host, CLAMD_PORT: String(replica.port) });
  });
  afterAll(async () => {
    setEnv({});
    await replica.close();
  });

  it('comes through the door as a row that says why, without its bytes', async () => {
    const before = await media.listFiles();
    const { status, asset } = await door.send(Buffer.from(EICAR), 'invoice.txt', 'text/plain');
    expect(status).toBe(201);
    expect(asset).toMatchObject({
      status: 'quarantined',
      scan: 'infected',
      filename: 'invoice.txt',
      size_bytes: EICAR.length,
      variants: [],
      thumbnail_url: null,
      error: {
        code: 'media.infected',
        message: expect.stringContaining('may be harmful'),
        retryable: false,
      },
    });
    expect(await media.listFiles()).toEqual(before);
    await expect(lookAt(door.owner(), asset?.id ?? '')).rejects.toMatchObject({ code: 'media.quarantined' });
  });

  it('is noted in the audit log, which the administrator can print', async () => {
    const { asset } = await door.send(Buffer.from(`words ${EICAR}`), 'notes.txt', 'text/plain');
    const lines: string[] = [];
    const terminal = {
      print: (line: string) => lines.push(line),
      complain: (line: string) => lines.push(line),
    };
    expect(await runAdmin(['audit', '--limit', '1'], terminal)).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      entries: [
        {
          id: expect.any(String),
          at: expect.any(String),
          owner_id: door.owner(),
          person: expect.stringContaining('@example.org'),
          action: 'media.quarantined',
          subject: asset?.id,
          details: {
            filename: 'notes.txt',
            content_type: 'text/plain',
            size_bytes: EICAR.length + 6,
            sha256: asset?.sha256,
            signature: 'Eicar-Test-Signature',
            source: 'upload',
          },
        },
      ],
    });
    expect(await runAdmin(['audit', '--limit', 'many'], terminal)).toBe(1);
  });

  it('hides in a picture in vain', async () => {
    const png = await drawQuarters().png().toBuffer();
    const { status, asset } = await door.send(
      Buffer.concat([png, Buffer.from(EICAR)]),
      'cat.png',
      'image/png',
    );
    expect(status).toBe(201);
    expect(asset).toMatchObject({ status: 'quarantined', type: 'image', placeholder: null, variants: [] });
  });

  it('is not kept when the audit log cannot be written', async () => {
    const count = await db().mediaAsset.count();
    const broken = async () => {
      throw new Error('the audit log is broken');
    };
    const owner = await createPerson();
    await expect(send(owner, Buffer.from(EICAR), { alongside: broken })).rejects.toThrow('broken');
    expect(await db().mediaAsset.count()).toBe(count);
  });

  it('leaves what is harmless alone, which is recorded as clean', async () => {
    const bytes = randomBytes(300_000);
    const { asset } = await door.send(bytes, 'noise.bin', 'application/octet-stream');
    expect(asset).toMatchObject({ status: 'ready', scan: 'clean', error: null });
    const served = await lookAt(door.owner(), asset?.id ?? '');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes);
  });
});

describe('without a scanner', () => {
  it('records files as unscanned', async () => {
    const { asset } = await door.send(Buffer.from('words'), 'a.txt', 'text/plain');
    expect(asset).toMatchObject({ status: 'ready', scan: 'unscanned' });
  });
});

describe('while the scanner does not answer', () => {
  it('takes files and holds them back', async () => {
    const scanner = createFakeScanner();
    scanner.isDown = true;
    useScanner(scanner);
    const png = await drawQuarters().png().toBuffer();
    const { status, asset } = await door.send(png, 'cat.png', 'image/png');
    expect(status).toBe(201);
    expect(asset).toMatchObject({ status: 'processing', scan: 'pending', error: null });
    for (const variant of [null, 'thumbnail']) {
      await expect(lookAt(door.owner(), asset?.id ?? '', variant)).rejects.toMatchObject({
        kind: 'conflict',
      });
    }
  });

  it('refuses files with one sentence when told to, and keeps nothing', async () => {
    const scanner = createFakeScanner();
    scanner.isDown = true;
    useScanner(scanner);
    setEnv({ CLAMD_WHEN_DOWN: 'refuse' });
    const [rows, files] = [await db().mediaAsset.count(), await media.listFiles()];
    const { status, error } = await door.send(Buffer.from('words'), 'a.txt', 'text/plain');
    setEnv({});
    expect(status).toBe(503);
    expect(error).toEqual({
      code: 'media.scanner_unavailable',
      message: expect.stringContaining('cannot be checked'),
      retryable: true,
    });
    expect([await db().mediaAsset.count(), await media.listFiles()]).toEqual([rows, files]);
  });

  it('refuses what it will never take, in either case', async () => {
    const replica = await startClamdReplica({ maxStreamBytes: 1000 });
    setEnv({ CLAMD_HOST: replica.host, CLAMD_PORT: String(replica.port) });
    const { status, error } = await door.send(randomBytes(2000), 'a.bin', 'application/octet-stream');
    setEnv({});
    await replica.close();
    expect(status).toBe(413);
    expect(error?.code).toBe('media.too_large_to_scan');
  });
});

const clamd = findClamd();
it.skipIf(clamd === null)(
  `lets clamd itself hold back what it finds${clamd === null ? ' (not installed, skipped)' : ''}`,
  async () => {
    const server = await startClamd(clamd ?? '');
    setEnv({ CLAMD_SOCKET: server.socket });
    const before = await media.listFiles();
    const infected = await door.send(Buffer.from(`real ${EICAR}`), 'invoice.txt', 'text/plain');
    const harmless = await door.send(Buffer.from('real words'), 'words.txt', 'text/plain');
    setEnv({});
    await server.stop();
    expect(infected).toMatchObject({ status: 201, asset: { status: 'quarantined', scan: 'infected' } });
    expect(harmless).toMatchObject({ status: 201, asset: { status: 'ready', scan: 'clean' } });
    expect((await media.listFiles()).length).toBe(before.length + 1);
  },
);
