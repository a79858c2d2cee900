const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** "4.9 of 5 GB": both in the unit of the limit, rounded down, so that a limit not reached is not said to be. */
export function amountOf(usedBytes: number, limitBytes: number): string {
  const [unit, name] = limitBytes >= GIGABYTE ? [GIGABYTE, 'GB'] : [MEGABYTE, 'MB'];
  return `${toTenth(usedBytes / unit)} of ${toTenth(limitBytes / unit)} ${name}`;
}

const toTenth = (value: number) => Math.floor(value * 10) / 10;
