import type { Figure } from './line';
import type { Pairs } from './measure-pairs';

export const milliseconds = (name: string, value: number): Figure => ({ name, value, unit: 'ms' });
export const microseconds = (name: string, value: number): Figure => ({ name, value, unit: 'µs' });
export const megabytes = (name: string, bytes: number): Figure => ({ name, value: bytes / 1e6, unit: 'MB' });
export const kilobytes = (name: string, bytes: number): Figure => ({ name, value: bytes / 1e3, unit: 'kB' });
export const count = (name: string, value: number): Figure => ({ name, value, unit: '' });

/** Times and processor times of both sides. */
export function timesOf(
  { subject, baseline }: Pairs,
  names: { subject: string; baseline: string },
): Figure[] {
  return [
    milliseconds(names.subject, subject.ms),
    milliseconds(names.baseline, baseline.ms),
    microseconds(`CPU ${names.subject}`, subject.cpuUs),
    microseconds(`CPU ${names.baseline}`, baseline.cpuUs),
  ];
}
