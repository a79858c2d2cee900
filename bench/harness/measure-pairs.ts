import { median } from './statistics';
import { readUsage, type Usage } from './usage';

/** Does the work once and returns how long it took, in milliseconds. */
export type Attempt = () => Promise<number>;

export type Side = {
  /** Median of the attempts. */
  ms: number;
  all: number[];
  /** Mean processor time of an attempt, of the process that was watched. */
  cpuUs: number;
};

export type Pairs = {
  /** Median of the ratios of the pairs: what slows the machine down for a while slows both sides of a pair. */
  ratio: number;
  subject: Side;
  baseline: Side;
};

/**
 * Measures two things by turns, each pair in the other order than the one before. Stops after `pairs` or, having
 * at least three, after `limitMs`. The first `warmUp` pairs do not count.
 */
export async function measurePairs(options: {
  subject: Attempt;
  baseline: Attempt;
  pairs: number;
  warmUp?: number;
  limitMs?: number;
  /** Reads the processor time of a side; by default of this process. */
  usage?: { subject?: () => Promise<Usage>; baseline?: () => Promise<Usage> };
}): Promise<Pairs> {
  const { pairs, warmUp = 0, limitMs = 60_000, usage = {} } = options;
  const subject = createSide(options.subject, usage.subject);
  const baseline = createSide(options.baseline, usage.baseline);
  const ratios: number[] = [];
  const deadline = performance.now() + limitMs;
  for (let number = -warmUp; number < pairs; number++) {
    if (ratios.length >= 3 && performance.now() > deadline) break;
    const counts = number >= 0;
    const order = number % 2 === 0 ? [subject, baseline] : [baseline, subject];
    for (const side of order) await side.attempt(counts);
    if (counts) ratios.push((subject.all.at(-1) ?? 0) / (baseline.all.at(-1) ?? 0));
  }
  return { ratio: median(ratios), subject: subject.result(), baseline: baseline.result() };
}

function createSide(attempt: Attempt, usage: () => Promise<Usage> = async () => readUsage()) {
  const all: number[] = [];
  let cpuUs = 0;
  return {
    all,
    async attempt(counts: boolean) {
      const before = await usage();
      const ms = await attempt();
      const after = await usage();
      if (!counts) return;
      all.push(ms);
      cpuUs += after.cpuUs - before.cpuUs;
    },
    result: (): Side => ({ ms: median(all), all, cpuUs: cpuUs / all.length }),
  };
}

/** How long the work took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
