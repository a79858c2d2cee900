/** A figure printed beside a result. */
export type Figure = { name: string; value: number; unit: string };

/** One measured result. */
export type Line = {
  /** What is compared with what. */
  title: string;
  value: number;
  /** `×` for ratios. */
  unit: string;
  /** What the value should not exceed; null when it is only told. */
  target: number | null;
  beside: Figure[];
};

/** A benchmark: what it is called on the command line, and what it measures. */
export type BenchCase<Context> = {
  name: string;
  title: string;
  run(context: Context): Promise<Line[]>;
};

export type Verdict = 'PASS' | 'MISS' | 'told';

export function judge({ value, target }: Line): Verdict {
  if (target === null) return 'told';
  return value <= target ? 'PASS' : 'MISS';
}
