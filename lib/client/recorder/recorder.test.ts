import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryRecordings, ScriptedMicrophone } from '@/tests/support/scripted-microphone';
import { problemOf } from './microphone-problem';
import type { Microphone } from './open-microphone';
import { Recorder, type RecorderPorts } from './recorder';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 20, 16, 38) });
});
afterEach(() => {
  vi.useRealTimers();
});

function open(change: Partial<RecorderPorts> = {}) {
  const microphone = new ScriptedMicrophone();
  const store = new MemoryRecordings();
  let awake = 0;
  let held = 0;
  const recorder = new Recorder(
    {
      openMicrophone: async () => microphone,
      store,
      keepAwake: () => {
        awake++;
        return () => awake--;
      },
      hold: () => {
        held++;
        return () => held--;
      },
      nowMs: () => performance.now(),
      ...change,
    },
    // Whoever records knows more than what is kept.
    Object.assign({ personId: 'p', conversationId: 'c' }, { onRecorded: () => undefined }),
  );
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);
  const phase = () => recorder.getState().phase;
  const kept = async () => {
    const decoder = new TextDecoder();
    return (await store.readPieces(recorder.id)).map((bytes) => decoder.decode(bytes)).join('');
  };
  return { recorder, microphone, store, seconds, phase, kept, hands: () => ({ awake, held }) };
}

describe('a recording', () => {
  it('becomes a file with its measured length, whatever the file says of itself', async () => {
    const { recorder, seconds, phase } = open();
    expect(phase()).toBe('asking');
    await recorder.start();
    expect(phase()).toBe('recording');
    await seconds(4.2);
    const finishing = recorder.finish();
    expect(phase()).toBe('stopped');
    const recording = await finishing;
    expect(recording).toMatchObject({ id: recorder.id, durationMs: 4_200 });
    expect(recording?.file.type).toBe('audio/webm');
    expect(recording?.file.name).toBe('Voice note 2026-11-20 16.38.webm');
    expect(await recording?.file.text()).toBe('<0><1><2><3><4>');
  });

  it('does not count pauses, neither in its length nor in its bars', async () => {
    const { recorder, microphone, seconds } = open();
    await recorder.start();
    await seconds(2);
    recorder.pause();
    await seconds(60);
    expect(recorder.elapsedMs()).toBe(2_000);
    const bars = recorder.levels.length;
    recorder.resume();
    expect(recorder.levels.length).toBe(bars);
    await seconds(1);
    expect((await recorder.finish())?.durationMs).toBe(3_000);
    expect(microphone.calls).toEqual(['start', 'pause', 'resume', 'stop', 'close']);
  });

  it('looks at the loudness 25 times a second and keeps 96 bars', async () => {
    const { recorder, microphone, seconds } = open();
    microphone.loudness = 0.1;
    await recorder.start();
    await seconds(10);
    expect(recorder.levels.length).toBe(251);
    microphone.loudness = 0.4;
    await seconds(10);
    const waveform = Buffer.from((await recorder.finish())?.waveform ?? '', 'base64');
    expect(waveform).toHaveLength(96);
    expect(waveform[10]).toBeCloseTo(64, -0.5);
    expect(waveform[90]).toBe(255);
  });

  it('stops by itself after five minutes and keeps everything', async () => {
    const { recorder, seconds, phase, kept } = open();
    await recorder.start();
    await seconds(299);
    expect(phase()).toBe('recording');
    await seconds(1);
    expect(recorder.getState()).toMatchObject({ phase: 'stopped', why: 'limit' });
    const recording = await recorder.finish();
    expect(recording?.durationMs).toBe(300_000);
    expect(await kept()).toBe(await recording?.file.text());
  });

  it('is kept piece by piece while it is made, and until it is in other hands', async () => {
    const { recorder, store, seconds, kept } = open();
    await recorder.start();
    await seconds(3);
    expect(await kept()).toBe('<0><1><2>');
    expect(store.rows.get(recorder.id)).toMatchObject({ conversationId: 'c', durationMs: 3_000 });
    recorder.flush();
    await seconds(0);
    expect(await kept()).toBe('<0><1><2><3>');
    await recorder.finish();
    expect(store.rows.size).toBe(1);
    await recorder.forget();
    expect(store.rows.size).toBe(0);
  });

  it('is not lost when the browser cannot keep it', async () => {
    const store = new MemoryRecordings();
    store.addPiece = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const { recorder, seconds } = open({ store });
    await recorder.start();
    await seconds(2);
    expect(await (await recorder.finish())?.file.text()).toBe('<0><1><2>');
  });

  it('keeps what was said when the microphone is unplugged', async () => {
    const { recorder, microphone, seconds } = open();
    await recorder.start();
    await seconds(5);
    microphone.unplug();
    expect(recorder.getState()).toMatchObject({ phase: 'stopped', why: 'microphone-lost' });
    expect((await recorder.finish())?.durationMs).toBe(5_000);
  });

  it('pauses when a call takes the microphone, and goes on when told', async () => {
    const { recorder, microphone, seconds, phase } = open();
    await recorder.start();
    await seconds(5);
    microphone.interrupt();
    expect(recorder.getState()).toMatchObject({ phase: 'paused', why: 'interrupted' });
    recorder.resume();
    expect(phase()).toBe('recording');
    expect(recorder.getState().why).toBeNull();
  });

  it('keeps the screen on and other tabs off, and lets both go', async () => {
    const { recorder, seconds, hands } = open();
    await recorder.start();
    expect(hands()).toEqual({ awake: 1, held: 1 });
    await seconds(1);
    await recorder.finish();
    expect(hands()).toEqual({ awake: 0, held: 0 });
  });

  it('ends once, however often it is told to', async () => {
    const { recorder, microphone, seconds } = open();
    await recorder.start();
    await seconds(1);
    await Promise.all([recorder.stop('limit'), recorder.finish(), recorder.finish()]);
    expect(microphone.calls.filter((call) => call === 'stop')).toHaveLength(1);
  });
});

describe('throwing away', () => {
  it('leaves nothing', async () => {
    const { recorder, microphone, store, seconds } = open();
    await recorder.start();
    await seconds(2);
    await recorder.discard();
    expect(store.rows.size).toBe(0);
    expect(store.pieces.size).toBe(0);
    expect(microphone.calls).toContain('close');
  });

  it('leaves the way back open when asked to', async () => {
    const { recorder, store, seconds, kept } = open();
    await recorder.start();
    await seconds(2);
    await recorder.discard(true);
    expect(store.rows.get(recorder.id)?.isDiscarded).toBe(true);
    expect(await kept()).toBe('<0><1><2>');
  });

  it('lets the microphone go that was given too late', async () => {
    const microphone = new ScriptedMicrophone();
    let give = (_: Microphone) => {};
    const given = new Promise<Microphone>((resolve) => {
      give = resolve;
    });
    const { recorder } = open({ openMicrophone: () => given });
    const starting = recorder.start();
    await recorder.discard();
    give(microphone);
    await starting;
    expect(microphone.calls).toEqual(['close']);
  });
});

it('leaves nothing of a recording that was thrown away while it began', async () => {
  const { recorder, microphone, store, seconds } = open();
  const starting = recorder.start();
  await Promise.resolve();
  await recorder.discard();
  await starting;
  await seconds(2);
  expect(microphone.calls).toContain('close');
  expect(store.rows.size).toBe(0);
});

describe('a microphone that is not there', () => {
  it.each([
    [new DOMException('no', 'NotAllowedError'), 'denied', /Allow it/],
    [new DOMException('no', 'NotFoundError'), 'absent', /Connect one/],
    [new DOMException('no', 'NotReadableError'), 'busy', /another app/],
    [problemOf('insecure'), 'insecure', /https/],
    [new Error('?'), 'unknown', /Try again/],
  ])('is said in a plain sentence: %s', async (error, code, sentence) => {
    const { recorder, store } = open({ openMicrophone: () => Promise.reject(error) });
    await recorder.start();
    expect(recorder.getState()).toMatchObject({ phase: 'failed', problem: { code } });
    expect(recorder.getState().problem?.message).toMatch(sentence);
    expect(await recorder.finish()).toBeNull();
    expect(store.rows.size).toBe(0);
  });
});
