import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PART_BYTES, type PartsTarget, sendInParts } from './send-in-parts';

/** Keeps a diary of what it is asked to do; `how` may make a step fail or take its time. */
function createTarget(how: { begin?(): void; sendPart?(number: number): Promise<void> } = {}) {
  const diary: string[] = [];
  const target: PartsTarget = {
    async sendWhole(bytes) {
      diary.push(`whole ${bytes.length}`);
    },
    async begin() {
      how.begin?.();
      return {
        async sendPart(part, number, signal) {
          signal.addEventListener('abort', () => diary.push(`part ${number} no longer needed`));
          await how.sendPart?.(number);
          diary.push(`part ${number} ${part.length}`);
        },
        async complete() {
          diary.push('complete');
        },
        async abort() {
          diary.push('abort');
        },
      };
    },
  };
  return { target, diary };
}

function createSource(sizes: number[]) {
  const state = { isClosed: false };
  const bytes = async function* () {
    try {
      for (const size of sizes) yield new Uint8Array(size);
    } finally {
      state.isClosed = true;
    }
  };
  return { bytes: bytes(), state };
}

describe('a stream', () => {
  it.each<[number[], string[]]>([
    [[], ['whole 0']],
    [[1], ['whole 1']],
    [[PART_BYTES], [`whole ${PART_BYTES}`]],
    [[PART_BYTES - 1, 1], [`whole ${PART_BYTES}`]],
    [
      [PART_BYTES, 1],
      [`part 1 ${PART_BYTES}`, 'part 2 1', 'complete'],
    ],
    [[PART_BYTES * 2], [`part 1 ${PART_BYTES}`, `part 2 ${PART_BYTES}`, 'complete']],
    [
      [10, PART_BYTES * 2 + 5, 0, 7],
      [`part 1 ${PART_BYTES}`, `part 2 ${PART_BYTES}`, 'part 3 22', 'complete'],
    ],
  ])('of chunks of %j is sent as %j', async (sizes, expected) => {
    const { target, diary } = createTarget();
    const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(await sendInParts(createSource(sizes).bytes, target)).toEqual({ sizeBytes });
    expect(diary).toEqual(expected);
  });
});

describe('a failure', () => {
  it('of the beginning closes the source', async () => {
    const { target } = createTarget({
      begin: () => {
        throw new Error('refused');
      },
    });
    const { bytes, state } = createSource([PART_BYTES, PART_BYTES, PART_BYTES]);
    await expect(sendInParts(bytes, target)).rejects.toThrow('refused');
    expect(state.isClosed).toBe(true);
  });

  it('of a part calls the others back, waits for them, and only then drops everything', async () => {
    const { target, diary } = createTarget({
      async sendPart(number) {
        if (number === 2) throw new Error('lost');
        await sleep(30);
      },
    });
    const { bytes, state } = createSource([PART_BYTES * 4]);
    await expect(sendInParts(bytes, target)).rejects.toThrow('lost');
    expect(diary).toEqual([
      'part 1 no longer needed',
      'part 2 no longer needed',
      `part 1 ${PART_BYTES}`,
      'abort',
    ]);
    expect(state.isClosed).toBe(true);
  });

  it('of the source drops everything, and is passed on', async () => {
    const { target, diary } = createTarget();
    const broken = async function* () {
      yield new Uint8Array(PART_BYTES * 2);
      throw new Error('the sender went away');
    };
    await expect(sendInParts(broken(), target)).rejects.toThrow('the sender went away');
    expect(diary.at(-1)).toBe('abort');
    expect(diary).not.toContain('complete');
  });
});
