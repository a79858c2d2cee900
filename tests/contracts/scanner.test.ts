import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClamd } from '@/lib/media/adapters/clamd';
import { type ClamdBehaviour, startClamdReplica } from '@/tests/fakes/clamd-replica';
import { createFakeScanner } from '@/tests/fakes/fake-scanner';
import { findClamd, startClamd } from '@/tests/support/clamd-server';
import { describeScannerContract } from './scanner.contract';

const MEGABYTE = 1024 * 1024;

describeScannerContract('fake', async () => ({ scanner: createFakeScanner(), close: async () => {} }));

describeScannerContract('clamd replica', async () => {
  const replica = await startClamdReplica();
  return { scanner: createClamd(replica), close: replica.close };
});

const clamd = findClamd();
describe.skipIf(clamd === null)(`clamd itself${clamd === null ? ' (not installed, skipped)' : ''}`, () => {
  describeScannerContract('clamd over TCP', async () => {
    const server = await startClamd(clamd ?? '');
    return { scanner: createClamd(server), close: server.stop };
  });
  describeScannerContract('clamd over a unix socket', async () => {
    const server = await startClamd(clamd ?? '');
    return { scanner: createClamd({ path: server.socket }), close: server.stop };
  });

  it('says of a file that is too large for it that it could not be scanned', async () => {
    const server = await startClamd(clamd ?? '', { maxStreamMegabytes: 1 });
    const folder = await mkdtemp(path.join(tmpdir(), 'strand-scanner-'));
    const file = path.join(folder, 'large');
    await writeFile(file, Buffer.alloc(8 * MEGABYTE, 'a'));
    // It hangs up while more is sent, so that its answer may be lost on the way; never is it clean.
    await expect(createClamd(server).scan(file)).rejects.toMatchObject({
      code: expect.stringMatching(/^media\.(too_large_to_scan|scanner_unavailable)$/),
    });
    await server.stop();
    await rm(folder, { recursive: true });
  });
});

describe('clamd that is not well', () => {
  let replica: Awaited<ReturnType<typeof startClamdReplica>>;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    replica = await startClamdReplica({ maxStreamBytes: MEGABYTE });
    folder = await mkdtemp(path.join(tmpdir(), 'strand-scanner-'));
    file = path.join(folder, 'words');
    await writeFile(file, 'harmless words');
  });
  afterAll(async () => {
    await replica.close();
    await rm(folder, { recursive: true });
  });
  const quick = { connectMs: 300, silenceMs: 300 };
  const scan = (of = file) => createClamd(replica, quick).scan(of);
  const unavailable = { code: 'media.scanner_unavailable', retryable: true };

  it.each<ClamdBehaviour>(['hang', 'garbage', 'cut', 'silent_end', 'error'])(
    'has found nothing out when it does this: %s',
    async (behaviour) => {
      replica.behaviour = behaviour;
      await expect(scan()).rejects.toMatchObject(unavailable);
    },
  );

  it('is believed when it found something, however that is called', async () => {
    replica.behaviour = 'misleading';
    expect(await scan()).toEqual({ verdict: 'infected', signature: 'OK' });
  });

  it('says of a file over its limit that no waiting helps', async () => {
    replica.behaviour = 'scan';
    const large = path.join(folder, 'large');
    await writeFile(large, Buffer.alloc(1.5 * MEGABYTE, 'a'));
    // A megabyte may take a busy machine longer than silence is borne here.
    const patient = createClamd(replica, { connectMs: 5_000, silenceMs: 5_000 });
    const tooLarge = { code: 'media.too_large_to_scan', retryable: false };
    await expect(patient.scan(large)).rejects.toMatchObject(tooLarge);
  });

  it('is not there at all', async () => {
    const gone = await startClamdReplica();
    await gone.close();
    await expect(createClamd(gone, quick).scan(file)).rejects.toMatchObject(unavailable);
    const noSocket = createClamd({ path: path.join(folder, 'no.sock') }, quick);
    await expect(noSocket.scan(file)).rejects.toMatchObject(unavailable);
    await expect(noSocket.readVersion()).rejects.toMatchObject(unavailable);
  });

  it('lets go of a scan that is given up', async () => {
    replica.behaviour = 'hang';
    const controller = new AbortController();
    const reason = new Error('given up');
    setTimeout(() => controller.abort(reason), 50);
    const patient = createClamd(replica, { connectMs: 5_000, silenceMs: 5_000 });
    await expect(patient.scan(file, controller.signal)).rejects.toBe(reason);
  });
});
