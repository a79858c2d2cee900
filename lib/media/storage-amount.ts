const MEGABYTE = 1024 * 1024;
/** So that a limit of 5000 MB reads as 5 GB. */
const GIGABYTE = 1000 * MEGABYTE;

/** "4.9 of 5 GB": both in the unit of the limit. Never rounds up to a limit that is not reached. */
export function amountOf(usedBytes: number, limitBytes: number): string {
  const [unit, name] = limitBytes >= GIGABYTE ? [GIGABYTE, 'GB'] : [MEGABYTE, 'MB'];
  return `${floorTenth(usedBytes / unit)} of ${floorTenth(limitBytes / unit)} ${name}`;
}

const floorTenth = (value: number) => Math.floor(value * 10 + 1e-9) / 10;
