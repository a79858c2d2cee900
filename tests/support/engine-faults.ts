import { expect, it } from 'vitest';
import type { Fault, Play } from '../fakes/replica/play';
import type { Replica } from '../fakes/replica/server';
import { failureOf } from './find-engine';

/** What each fault of a provider is to its engine, where the answer comes whole. */
const codes: Partial<Record<Fault, string>> = {
  '400': 'models.bad_request',
  '401': 'models.bad_key',
  '429': 'models.rate_limited',
  '500': 'models.unavailable',
  '503': 'models.unavailable',
  cut: 'models.unavailable',
  garbage: 'models.bad_answer',
  'wrong-media': 'models.bad_answer',
  empty: 'models.empty_answer',
  refuse: 'models.refused',
};

export type FaultyEngine = {
  replica(): Replica;
  run(signal: AbortSignal): Promise<unknown>;
  without?: Fault[];
};

/** Registers a test for each fault: the code, how long to wait, no word of the vendor's, no key. */
export function itTranslatesFaults({ replica, run, without = [] }: FaultyEngine): void {
  const faults = (Object.entries(codes) as [Fault, string][]).filter(([fault]) => !without.includes(fault));
  const repeat = (play: Play) => Array.from({ length: 8 }, () => play);

  it.each(faults)('turns the fault %s into %s', async (fault, code) => {
    replica().script(...repeat({ fault, retryAfterSeconds: 7 }));
    const error = await failureOf(run(new AbortController().signal));
    expect(error.code).toBe(code);
    if (fault === '429') expect(error.retryAfterMs).toBe(7_000);
  });

  it('ends soon when it is stopped while nothing comes', async () => {
    replica().script(...repeat({ fault: 'hang-headers' }));
    const controller = new AbortController();
    const running = run(controller.signal);
    const ended = expect(running).rejects.toThrow();
    setTimeout(() => controller.abort(), 50);
    await ended;
    await expect.poll(() => replica().requests.at(-1)?.hungUp).toBe(true);
  });
}
