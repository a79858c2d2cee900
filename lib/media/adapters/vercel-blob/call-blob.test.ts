import { setTimeout as sleep } from 'node:timers/promises';
import { BlobServiceRateLimited } from '@vercel/blob';
import { describe, expect, it } from 'vitest';
import { callBlob } from './call-blob';

const forever = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('calling the SDK', () => {
  it('ends at the deadline, and tells the SDK in the one way it understands', async () => {
    let heard: unknown;
    const call = callBlob(30, (signal) => {
      signal.addEventListener('abort', () => {
        heard = (signal.reason as Error).name;
      });
      return forever(signal);
    });
    await expect(call).rejects.toMatchObject({ code: 'media.storage_unavailable' });
    expect(heard).toBe('AbortError');
  });

  it('ends at the deadline even when the SDK does not listen', async () => {
    const call = callBlob(30, () => sleep(60_000, undefined, { ref: false }));
    await expect(call).rejects.toMatchObject({ code: 'media.storage_unavailable' });
  });

  it('ends when it is no longer needed, also before it begins', async () => {
    const stop = new AbortController();
    const call = callBlob(60_000, forever, stop.signal);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'media.storage_unavailable' });
    let isCalled = false;
    const late = callBlob(
      60_000,
      async () => {
        isCalled = true;
      },
      stop.signal,
    );
    await expect(late).rejects.toMatchObject({ code: 'media.storage_unavailable' });
    expect(isCalled).toBe(false);
  });

  it('waits and tries again when there were too many calls, but not beyond the deadline', async () => {
    let calls = 0;
    const answer = await callBlob(5_000, async () => {
      calls += 1;
      if (calls === 1) throw new BlobServiceRateLimited(0);
      return 'done';
    });
    expect([answer, calls]).toEqual(['done', 2]);
    const refused = callBlob(50, () => Promise.reject(new BlobServiceRateLimited(600)));
    await expect(refused).rejects.toMatchObject({ code: 'media.storage_unavailable' });
  });
});
