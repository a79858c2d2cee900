import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { ApiError } from '../api';
import { Engine } from './engine';
import type { EngineParts } from './engine-parts';
import type { Removal, SendOptions, UploadBook, UploadKeep, UploadRecord } from './engine-ports';
import type { LocalUpload } from './local-upload';
import type { TabMessage } from './tabs';
import { Uploads } from './uploads';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const file = (name: string, size = 1) => new File([new Uint8Array(size)], name, { type: 'text/plain' });
const about = { conversationId: 'c1', purpose: 'tray' as const };
const offline = () => new ApiError('network', 'The file could not be sent.', 0, true);
const refusal = () => new ApiError('media.unsupported', 'Programs cannot be sent here.', 415, false);
const asset = (id: string) => ({ id, status: 'ready' }) as Asset;

/** What a browser keeps between pages, and what its tabs share. */
function openBrowser() {
  const kept = new Map<string, { record: UploadRecord; file: Blob }>();
  const removals = new Map<string, Removal>();
  const local = new Map<string, string>();
  const state = { isFull: false };
  const keep: UploadKeep = {
    async save(record, bytes) {
      if (state.isFull) throw new DOMException('no room', 'QuotaExceededError');
      const before = kept.get(record.id);
      const held = bytes ?? before?.file;
      if (held) kept.set(record.id, { record: structuredClone(record), file: held });
    },
    read: async (id) => kept.get(id) ?? null,
    readAll: async () => [...kept.values()],
    delete: async (id) => void kept.delete(id),
    saveRemoval: async (removal) => void removals.set(removal.id, removal),
    readRemovals: async () => [...removals.values()],
    deleteRemoval: async (id) => void removals.delete(id),
  };
  const hearers: ((message: TabMessage) => void)[] = [];
  const turns = new Map<string, { tab: unknown; ended: Promise<void>; end(): void }>();
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    localStorage: {
      getItem: (key: string) => local.get(key) ?? null,
      setItem: (key: string, value: string) => void local.set(key, value),
      removeItem: (key: string) => void local.delete(key),
    },
  });
  vi.stubGlobal('navigator', { onLine: true });

  /** One tab, whose network is in the test's hands. */
  function openTab() {
    const sending: {
      upload: LocalUpload;
      options: SendOptions;
      succeed(assetId?: string): void;
      fail(error: Error): void;
    }[] = [];
    const removed: string[] = [];
    const gone = new Set<string>();
    const network = { isAway: false };
    const waits: { delayMs: number; end(): void }[] = [];
    let hearing: (message: TabMessage) => void = () => undefined;
    const parts: EngineParts = {
      keep,
      openTabs(hear) {
        hearing = hear;
        hearers.push(hear);
        return {
          tell: (message) => {
            for (const other of hearers) if (other !== hearing) other(structuredClone(message));
          },
          async alone(id, signal, work) {
            for (let before = turns.get(id); before; before = turns.get(id)) {
              await Promise.race([before.ended, new Promise((end) => signal.addEventListener('abort', end))]);
              if (signal.aborted) return null;
            }
            let end = (): void => undefined;
            const ended = new Promise<void>((resolve) => {
              end = resolve;
            });
            turns.set(id, { tab: parts, ended, end });
            return work().finally(() => {
              turns.delete(id);
              end();
            });
          },
        };
      },
      send: (upload, options) =>
        new Promise((resolve, reject) => {
          options.signal.addEventListener('abort', () => reject(new DOMException('Cut off', 'AbortError')));
          sending.push({
            upload,
            options,
            succeed: (assetId = upload.id) => resolve(asset(assetId)),
            fail: reject,
          });
        }),
      wait: (delayMs, signal) =>
        new Promise((end) => {
          waits.push({ delayMs, end: () => end() });
          signal.addEventListener('abort', () => end());
        }),
      readAsset: async (id) => (gone.has(id) ? null : asset(id)),
      async removeAt(path) {
        if (network.isAway) throw offline();
        removed.push(path);
      },
    };
    const makeEngine = (person: string, book: UploadBook) => new Engine(person, book, parts);
    const uploads = new Uploads('ada', async (person, book) => makeEngine(person, book));
    /** The page is gone: nothing of it is heard or does anything any more. */
    const close = () => {
      hearers.splice(hearers.indexOf(hearing), 1);
      for (const [id, { tab, end }] of turns) {
        if (tab !== parts) continue;
        turns.delete(id);
        end();
      }
    };
    /** As a page in the background that the browser has frozen. */
    const deafen = () => void hearers.splice(hearers.indexOf(hearing), 1);
    return { uploads, makeEngine, sending, removed, gone, waits, network, close, deafen };
  }
  return { openTab, kept, removals, state };
}

let browser: ReturnType<typeof openBrowser>;
beforeEach(() => {
  browser = openBrowser();
});

describe('an upload', () => {
  it('is on the list at once, three are sent at a time, and each becomes its asset', async () => {
    const { uploads, sending } = browser.openTab();
    const added = ['a', 'b', 'c', 'd'].map((name) => uploads.add(file(name), about));
    expect(uploads.list('c1').map(({ name, state }) => `${name} ${state}`)).toEqual([
      'a waiting',
      'b waiting',
      'c waiting',
      'd waiting',
    ]);
    await settle();
    expect(sending.map(({ upload }) => upload.name)).toEqual(['a', 'b', 'c']);
    const second = uploads.whenDone(added[1]?.id ?? '');
    sending[1]?.succeed('asset b');
    expect((await second).id).toBe('asset b');
    await settle();
    expect(sending.map(({ upload }) => upload.name)).toEqual(['a', 'b', 'c', 'd']);
    expect(uploads.get(added[1]?.id ?? '')).toMatchObject({ state: 'done', progress: 1 });
  });

  it('tells progress to listeners, and gives the same list until something changes', async () => {
    const { uploads, sending } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    await settle();
    const before = uploads.list('c1');
    expect(uploads.list('c1')).toBe(before);
    const heard = vi.fn();
    uploads.subscribe(heard);
    sending[0]?.options.onProgress(0.5);
    expect(heard).toHaveBeenCalled();
    expect(uploads.list('c1')).not.toBe(before);
    expect(uploads.get(id)).toMatchObject({ state: 'uploading', progress: 0.5 });
  });

  it('is final when the server refuses it, with its sentence, and can be tried anew', async () => {
    const { uploads, sending, waits } = browser.openTab();
    const { id } = uploads.add(file('setup.exe'), about);
    await settle();
    sending[0]?.options.onUrl('/api/uploads/1');
    const done = uploads.whenDone(id);
    sending[0]?.fail(refusal());
    await expect(done).rejects.toThrow('Programs cannot be sent here.');
    expect(waits).toEqual([]);
    uploads.retry(id);
    await settle();
    expect(sending[1]?.options.url).toBeNull();
  });

  it('goes on by itself, ever again, while the server cannot be reached, and says so', async () => {
    const { uploads, sending, waits } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    for (let round = 0; round < 8; round += 1) {
      await settle();
      sending[round]?.fail(offline());
      await settle();
      expect(uploads.get(id)).toMatchObject({
        state: 'waiting',
        error: expect.stringContaining('by itself'),
      });
      waits[round]?.end();
    }
    await settle();
    sending[8]?.succeed();
    await settle();
    expect(uploads.get(id)).toMatchObject({ state: 'done', error: null });
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([
      500, 1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('goes on where the server has it, or from the start when the server dropped it', async () => {
    const { uploads, sending, waits } = browser.openTab();
    uploads.add(file('a'), about);
    await settle();
    sending[0]?.options.onUrl('/api/uploads/1');
    sending[0]?.fail(offline());
    await settle();
    waits[0]?.end();
    await settle();
    expect(sending[1]?.options.url).toBe('/api/uploads/1');
    sending[1]?.fail(new ApiError('media.upload_not_found', 'Gone.', 404, true));
    await settle();
    waits[1]?.end();
    await settle();
    expect(sending[2]?.options.url).toBeNull();
  });

  it('goes on by itself when the code for it could not be fetched at first', async () => {
    vi.useFakeTimers();
    const { uploads: unused, ...tab } = browser.openTab();
    let tries = 0;
    const uploads = new Uploads('ada', async (person, book) => {
      tries += 1;
      if (tries < 3) throw new TypeError('Failed to fetch dynamically imported module');
      return tab.makeEngine(person, book);
    });
    const { id } = uploads.add(file('a'), about);
    await vi.advanceTimersByTimeAsync(1);
    expect(uploads.get(id)).toMatchObject({ state: 'waiting', error: expect.stringContaining('by itself') });
    await vi.advanceTimersByTimeAsync(10_100);
    vi.useRealTimers();
    tab.sending[0]?.succeed();
    await settle();
    expect([uploads.get(id)?.state, browser.kept.size, unused.get(id)?.state]).toEqual([
      'done',
      1,
      undefined,
    ]);
  });

  it('pauses and resumes', async () => {
    const { uploads, sending } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    await settle();
    sending[0]?.options.onUrl('/api/uploads/1');
    uploads.pause(id);
    await settle();
    expect(sending[0]?.options.signal.aborted).toBe(true);
    expect([uploads.get(id)?.state, sending.length]).toEqual(['paused', 1]);
    uploads.resume(id);
    await settle();
    expect(sending[1]?.options.url).toBe('/api/uploads/1');
  });
});

describe('what is taken out', () => {
  it('is removed from the server too when it is cancelled', async () => {
    const { uploads, sending, removed } = browser.openTab();
    const [pieces, whole, made] = ['a', 'b', 'c'].map((name) => uploads.add(file(name), about).id);
    await settle();
    sending[0]?.options.onUrl('http://app/api/uploads/up-1');
    sending[2]?.options.onUrl('http://app/api/uploads/up-3');
    sending[2]?.succeed('up-3');
    await settle();
    for (const id of [pieces, whole, made]) uploads.cancel(id ?? '');
    expect(uploads.list('c1')).toEqual([]);
    await settle();
    expect(removed).toContain('/api/uploads/up-1');
    expect(removed).toContain(`/api/media/${whole}`);
    expect(removed).toContain('/api/uploads/up-3');
    expect([browser.kept.size, browser.removals.size]).toEqual([0, 0]);
  });

  it('leaves an asset alone that was there before', async () => {
    const { uploads, sending, removed } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    await settle();
    sending[0]?.options.onUrl('/api/uploads/up-1');
    sending[0]?.succeed('an older asset');
    await settle();
    uploads.cancel(id);
    await settle();
    expect(removed).toEqual(['/api/uploads/up-1']);
  });

  it('stays on the server when it is only forgotten', async () => {
    const { uploads, sending, removed } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    await settle();
    sending[0]?.succeed();
    await settle();
    uploads.forget(id);
    await settle();
    expect([removed, browser.kept.size]).toEqual([[], 0]);
    await expect(uploads.whenDone(id)).rejects.toThrow('not there');
  });

  it('is removed on a later visit when the server was away', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), about);
    await settle();
    first.sending[0]?.options.onUrl('/api/uploads/up-1');
    first.network.isAway = true;
    first.uploads.cancel(id);
    await settle();
    expect(browser.removals.size).toBe(1);
    first.close();
    const second = browser.openTab();
    await second.uploads.restore();
    await settle();
    expect(second.removed).toEqual(['/api/uploads/up-1']);
    expect(browser.removals.size).toBe(0);
  });
});

describe('a reload', () => {
  it('brings everything back and goes on where the server has it', async () => {
    const first = browser.openTab();
    const [a, b] = ['a', 'b'].map(
      (name) => first.uploads.add(file(name, 10), { ...about, durationMs: 5 }).id,
    );
    await settle();
    first.sending[0]?.options.onUrl('/api/uploads/1');
    first.sending[1]?.succeed('asset b');
    await settle();
    first.close();
    const second = browser.openTab();
    await second.uploads.restore();
    await settle();
    expect(
      second.uploads.list('c1').map(({ id, name, size, durationMs }) => [id, name, size, durationMs]),
    ).toEqual([
      [a, 'a', 10, 5],
      [b, 'b', 10, 5],
    ]);
    expect(second.uploads.get(b ?? '')).toMatchObject({ state: 'done', asset: { id: 'asset b' } });
    expect(second.sending.map(({ upload, options }) => [upload.name, options.url])).toEqual([
      ['a', '/api/uploads/1'],
    ]);
  });

  it('leaves paused what was paused, and moved what was moved', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), { ...about, conversationId: 'new' });
    await settle();
    first.uploads.pause(id);
    first.uploads.assign([id], { conversationId: 'c2', purpose: 'message' });
    await settle();
    first.close();
    const second = browser.openTab();
    await second.uploads.restore();
    await settle();
    expect(second.uploads.list('new')).toEqual([]);
    expect(second.uploads.list('c2')).toMatchObject([{ state: 'paused', purpose: 'message' }]);
    expect(second.sending).toEqual([]);
  });

  it('sends again what the server has thrown away meanwhile', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), about);
    await settle();
    first.sending[0]?.options.onUrl('/api/uploads/1');
    first.sending[0]?.succeed('asset a');
    await settle();
    first.close();
    const second = browser.openTab();
    second.gone.add('asset a');
    await second.uploads.restore();
    await settle();
    expect(second.sending.map(({ options }) => options.url)).toEqual([null]);
    second.sending[0]?.succeed('asset again');
    await settle();
    expect(second.uploads.get(id)).toMatchObject({ state: 'done', asset: { id: 'asset again' } });
  });

  it('fetches nothing when nothing was kept', async () => {
    const load = vi.fn();
    await new Uploads('ada', load).restore();
    expect(load).not.toHaveBeenCalled();
  });

  it('is not survived where the browser keeps nothing, which is said; sending works all the same', async () => {
    browser.state.isFull = true;
    const { uploads, sending } = browser.openTab();
    const { id } = uploads.add(file('a'), about);
    expect(uploads.get(id)?.isKept).toBe(true);
    await settle();
    expect(uploads.get(id)?.isKept).toBe(false);
    sending[0]?.succeed();
    await settle();
    expect(uploads.get(id)?.state).toBe('done');
  });
});

describe('several tabs', () => {
  it('send a file once, show each other how far it is, and take over when one closes', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), about);
    await settle();
    const second = browser.openTab();
    await second.uploads.restore();
    await settle();
    expect([first.sending.length, second.sending.length]).toEqual([1, 0]);
    first.sending[0]?.options.onProgress(0.4);
    expect(second.uploads.get(id)?.progress).toBe(0.4);
    first.sending[0]?.options.onUrl('/api/uploads/1');
    await settle();
    first.close();
    await settle();
    expect(second.sending.map(({ options }) => options.url)).toEqual(['/api/uploads/1']);
  });

  it('do not send what another one has sent', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), about);
    await settle();
    const second = browser.openTab();
    await second.uploads.restore();
    first.sending[0]?.succeed('asset a');
    await settle();
    expect(second.uploads.get(id)).toMatchObject({ state: 'done', asset: { id: 'asset a' } });
    expect(second.sending).toEqual([]);
  });

  it('read what happened while they heard nothing, and lose nothing that the other one knows', async () => {
    const first = browser.openTab();
    const [a, b] = ['a', 'b'].map((name) => first.uploads.add(file(name), about).id);
    await settle();
    const second = browser.openTab();
    await second.uploads.restore();
    second.deafen();
    first.sending[1]?.options.onUrl('/api/uploads/2');
    // It moves one of which it does not know where the server has it.
    second.uploads.assign([b ?? ''], { conversationId: 'c2' });
    first.sending[0]?.succeed('asset a');
    first.sending[1]?.fail(offline());
    await settle();
    first.waits[0]?.end();
    await settle();
    expect(second.uploads.get(a ?? '')).toMatchObject({ state: 'done', asset: { id: 'asset a' } });
    expect(second.sending).toEqual([]);
    expect(first.uploads.get(b ?? '')?.conversationId).toBe('c2');
    expect(first.sending[2]?.options.url).toBe('/api/uploads/2');
  });

  it('pause and cancel it for each other', async () => {
    const first = browser.openTab();
    const { id } = first.uploads.add(file('a'), about);
    await settle();
    const second = browser.openTab();
    await second.uploads.restore();
    second.uploads.pause(id);
    await settle();
    expect([first.sending[0]?.options.signal.aborted, first.uploads.get(id)?.state]).toEqual([
      true,
      'paused',
    ]);
    expect(second.sending).toEqual([]);
    second.uploads.cancel(id);
    await settle();
    expect([first.uploads.get(id), browser.kept.size]).toEqual([null, 0]);
  });
});
