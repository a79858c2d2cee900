import { describe, expect, it } from 'vitest';
import type { LocalUpload } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { hintOf, isOnTheWay, problemOf, statusOf } from './attachment-state';

const upload = (change: Partial<LocalUpload> = {}): LocalUpload => ({
  id: '1',
  conversationId: 'c',
  file: new Blob(),
  name: 'film.mp4',
  type: 'video/mp4',
  size: 50_000_000,
  state: 'uploading',
  progress: 0.42,
  error: null,
  asset: null,
  durationMs: null,
  waveform: null,
  purpose: 'tray',
  isKept: true,
  ...change,
});
const made = (asset: Partial<Asset>) => upload({ state: 'done', progress: 1, asset: asset as Asset });

describe('the line under a file', () => {
  it.each([
    ['42 % of 50 MB', upload()],
    ['Being checked', upload({ progress: 1 })],
    ['Paused at 42 %', upload({ state: 'paused' })],
    ['Waiting to go on', upload({ state: 'waiting', error: 'The connection was lost.' })],
    ['Not uploaded', upload({ state: 'failed', error: 'Too large.' })],
    ['50 MB', made({ status: 'ready' })],
    ['Preview on its way', made({ status: 'processing' })],
    ['No preview', made({ status: 'failed' })],
    ['Withdrawn', made({ status: 'quarantined' })],
  ])('says %s', (said, item) => {
    expect(statusOf(item)).toBe(said);
  });
});

describe('what keeps a message from being sent', () => {
  it('is a file that was refused or withdrawn, never one that is on its way or being prepared', () => {
    const withdrawn = { code: 'media.infected', message: 'A virus was found in it.', retryable: false };
    expect(problemOf(upload({ state: 'failed', error: 'Too large.' }))).toBe('Too large.');
    expect(problemOf(made({ status: 'quarantined', error: withdrawn }))).toBe('A virus was found in it.');
    for (const item of [
      upload(),
      upload({ state: 'paused' }),
      made({ status: 'processing' }),
      made({ status: 'failed' }),
    ])
      expect(problemOf(item)).toBeNull();
    expect([upload(), made({ status: 'ready' })].map(isOnTheWay)).toEqual([true, false]);
  });

  it('is said above the field before what merely waits, and that before what may be lost', () => {
    const waits = upload({ name: 'b', state: 'waiting', error: 'You are offline.' });
    const unkept = upload({ name: 'c', isKept: false });
    expect(hintOf([unkept, waits, upload({ name: 'a', state: 'failed', error: 'Too large.' })])).toBe(
      'a was not uploaded. Too large.',
    );
    expect(hintOf([unkept, waits])).toBe('b: You are offline.');
    expect(hintOf([unkept])).toContain('Leave this page open until c is uploaded');
    expect(hintOf([upload()])).toBeNull();
  });
});
