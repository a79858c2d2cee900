import { describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { MAX_ATTACHMENTS } from '@/lib/contracts/limits';
import { AttachmentTray, assetsOf } from './attachment-tray';

const file = (name: string) => new File(['x'], name);
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** An upload whose ends are in the test's hands. */
function controlled() {
  const running: {
    name: string;
    succeed(): void;
    fail(message: string): void;
    progress(fraction: number): void;
    cancelled: boolean;
  }[] = [];
  const tray = new AttachmentTray((uploaded, { signal, onProgress }) => {
    let resolve = (_asset: Asset): void => undefined;
    let reject = (_reason: Error): void => undefined;
    const promise = new Promise<Asset>((succeed, fail) => {
      resolve = succeed;
      reject = fail;
    });
    const entry = {
      name: uploaded.name,
      succeed: () => resolve({ id: uploaded.name } as Asset),
      fail: (message: string) => reject(new Error(message)),
      progress: onProgress,
      cancelled: false,
    };
    signal.addEventListener('abort', () => {
      entry.cancelled = true;
      reject(new DOMException('cancelled', 'AbortError'));
    });
    running.push(entry);
    return promise;
  });
  return { tray, running, states: () => tray.items().map((item) => `${item.file.name} ${item.state}`) };
}

describe('an attachment tray', () => {
  it('sends three at a time and the next when one is done', async () => {
    const { tray, running } = controlled();
    tray.add(['a', 'b', 'c', 'd'].map(file));
    expect(running.map((upload) => upload.name)).toEqual(['a', 'b', 'c']);
    running[1]?.succeed();
    await settle();
    expect(running.map((upload) => upload.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells progress and gives the assets in the order they were chosen', async () => {
    const { tray, running } = controlled();
    tray.add(['a', 'b'].map(file));
    running[0]?.progress(0.5);
    expect(tray.items()[0]?.progress).toBe(0.5);
    running[1]?.succeed();
    await settle();
    running[0]?.succeed();
    await settle();
    const taken = tray.take();
    expect(assetsOf(taken).map((asset) => asset.id)).toEqual(['a', 'b']);
    expect(tray.items()).toEqual([]);
    tray.putBack(taken);
    expect(tray.items()).toEqual(taken);
  });

  it('keeps a failed one with its reason, to be tried again', async () => {
    const { tray, running, states } = controlled();
    tray.add([file('a')]);
    running[0]?.fail('The file is too large.');
    await settle();
    expect(tray.items()[0]).toMatchObject({ state: 'failed', error: 'The file is too large.' });
    tray.retry(tray.items()[0]?.key ?? '');
    expect(states()).toEqual(['a uploading']);
    running[1]?.succeed();
    await settle();
    expect(states()).toEqual(['a ready']);
  });

  it('cancels what is taken out, and lets the next one go', async () => {
    const { tray, running, states } = controlled();
    tray.add(['a', 'b', 'c', 'd'].map(file));
    tray.remove(tray.items()[0]?.key ?? '');
    await settle();
    expect(running[0]?.cancelled).toBe(true);
    expect(states()).toEqual(['b uploading', 'c uploading', 'd uploading']);
    expect(running.map((upload) => upload.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes no more than a message can carry and says how many it left', () => {
    const { tray } = controlled();
    const many = Array.from({ length: MAX_ATTACHMENTS + 3 }, (_, index) => file(String(index)));
    expect(tray.add(many)).toBe(3);
    expect(tray.items()).toHaveLength(MAX_ATTACHMENTS);
    expect(tray.add([file('one more')])).toBe(1);
  });

  it('tells whoever listens', () => {
    const { tray } = controlled();
    let calls = 0;
    const stop = tray.subscribe(() => calls++);
    tray.add([file('a')]);
    expect(calls).toBe(1);
    stop();
    tray.add([file('b')]);
    expect(calls).toBe(1);
  });
});
