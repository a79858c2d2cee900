import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Recorder } from '@/lib/client/recorder/recorder';
import { MemoryRecordings, ScriptedMicrophone } from '@/tests/support/scripted-microphone';
import { type Press, type Recordings, VoiceSession } from './voice-session';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(microphones: (() => Promise<ScriptedMicrophone>) | null = null) {
  const store = new MemoryRecordings();
  const sent: number[] = [];
  const recordings: Recordings = {
    createRecorder: (about) =>
      new Recorder(
        {
          openMicrophone: microphones ?? (async () => new ScriptedMicrophone()),
          store,
          keepAwake: () => () => undefined,
          hold: () => () => undefined,
          nowMs: () => performance.now(),
        },
        about,
      ),
    listKeptRecordings: async (personId, isKnown) =>
      (await store.list(personId)).filter((row) => !row.isDiscarded && !isKnown(row.id)),
    readKeptRecording: async (_, id) => {
      const row = store.rows.get(id);
      return row ? { id, file: new File([], 'kept'), durationMs: row.durationMs, waveform: null } : null;
    },
    removeKeptRecording: (id) => store.remove(id),
    restoreRecording: async (_, id) => {
      const row = store.rows.get(id);
      if (!row) return null;
      await store.save({ ...row, isDiscarded: false });
      return row;
    },
  };
  const known = new Set<string>();
  const session = new VoiceSession(
    {
      personId: 'p',
      conversationId: 'c',
      onRecorded: ({ id, durationMs }) => {
        known.add(id);
        sent.push(durationMs);
      },
      uploads: {
        get: (id) => (known.has(id) ? ({ isKept: true } as never) : null),
        restore: async () => undefined,
        whenDone: () => Promise.reject(new Error('no test waits for this')),
      },
    },
    recordings,
  );
  const press = (type: Press['type'], change: Partial<Press> = {}) =>
    session.press({ type, x: 300, y: 800, isRightToLeft: false, isByKey: false, ...change });
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);
  const is = () => (session.getView().recorder ? session.getView().mode : 'idle');
  return { session, press, seconds, is, sent, store };
}

describe('the microphone button', () => {
  it('records while it is held, and sends when it is let go', async () => {
    const { press, seconds, is, sent } = open();
    press('down');
    expect(is()).toBe('held');
    await seconds(2);
    press('up');
    press('click');
    await seconds(0);
    expect(is()).toBe('idle');
    expect(sent).toEqual([2_000]);
  });

  it('goes on hands-free after a tap, and sends with the next', async () => {
    const { press, seconds, is, sent } = open();
    press('down');
    await seconds(0.2);
    press('up');
    press('click');
    expect(is()).toBe('locked');
    await seconds(5);
    press('down');
    press('up');
    press('click');
    await seconds(0);
    expect(sent).toEqual([5_200]);
  });

  it('goes on hands-free when the question for the microphone took the finger away', async () => {
    const { press, seconds, is } = open(() => new Promise(() => undefined));
    press('down');
    await seconds(4);
    press('up');
    expect(is()).toBe('locked');
  });

  it('goes on hands-free when the finger slides up, or the system takes it', async () => {
    const { press, seconds, is, sent } = open();
    press('down');
    await seconds(1);
    press('move', { y: 700 });
    expect(is()).toBe('locked');
    press('up', { y: 700 });
    press('click', { y: 700 });
    await seconds(1);
    expect([is(), sent]).toEqual(['locked', []]);
    const other = open();
    other.press('down');
    await other.seconds(1);
    other.press('lost');
    expect(other.is()).toBe('locked');
  });

  it('throws away when the finger slides away, and the click of that press begins nothing', async () => {
    const { press, seconds, is, sent } = open();
    press('down');
    await seconds(2);
    press('move', { x: 260 });
    expect(is()).toBe('held');
    press('move', { x: 150 });
    press('up', { x: 150 });
    press('click', { x: 150 });
    await seconds(0);
    expect([is(), sent]).toEqual(['idle', []]);
  });

  it('begins and sends by key', async () => {
    const { press, seconds, is, sent } = open();
    press('click', { isByKey: true });
    expect(is()).toBe('locked');
    await seconds(1);
    press('click', { isByKey: true });
    await seconds(0);
    expect(sent).toHaveLength(1);
  });
});

describe('a recording that was thrown away', () => {
  const record = async (count: number) => {
    const opened = open();
    opened.session.start();
    await opened.seconds(count);
    await opened.session.cancel();
    return opened;
  };

  it('is gone at once when it was a slip', async () => {
    const { session, store } = await record(2);
    expect(session.getView().notice).toBeNull();
    expect(store.rows.size).toBe(0);
  });

  it('can be had back for a while', async () => {
    const { session, sent, seconds } = await record(5);
    expect(session.getView().notice).toMatchObject({ kind: 'discarded', recording: { durationMs: 5_000 } });
    await seconds(9);
    await session.undo();
    expect(session.getView().notice?.kind).toBe('unfinished');
    await session.sendKept();
    expect(sent).toEqual([5_000]);
  });

  it('is gone after that while', async () => {
    const { session, store, seconds } = await record(5);
    await seconds(11);
    expect(session.getView().notice).toBeNull();
    expect(store.rows.size).toBe(0);
  });
});

it('lets go of a recording only after it was handed over', async () => {
  const { session, press, seconds, store } = open();
  session.start();
  await seconds(2);
  press('click', { isByKey: true });
  await seconds(0.5);
  expect(store.rows.size).toBe(1);
  await seconds(1);
  expect(store.rows.size).toBe(0);
  expect(session.getView().notice).toBeNull();
});

it('keeps what is being recorded when the composer goes, and offers it when it is back', async () => {
  const { session, seconds, store } = open();
  session.start();
  await seconds(3);
  session.close();
  await seconds(0);
  expect(store.rows.size).toBe(1);
  await session.lookForKept();
  expect(session.getView().notice).toMatchObject({ kind: 'unfinished' });
});

it('says why there is no microphone', async () => {
  const { session, seconds } = open(() => Promise.reject(new DOMException('no', 'NotFoundError')));
  session.start();
  await seconds(0);
  expect(session.getView()).toMatchObject({ recorder: null, notice: { kind: 'problem' } });
});
