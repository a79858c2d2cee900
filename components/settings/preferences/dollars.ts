/** A thousand dollars: beyond it somebody mistook the unit. */
const MAX_MICROS = 1_000_000_000;

/** Millionths of a dollar as they are written into a field: `0.10`, `0.0005`. */
export function toDollars(micros: number): string {
  const dollars = micros / 1_000_000;
  return micros % 10_000 === 0 ? dollars.toFixed(2) : String(dollars);
}

/** What somebody wrote into a field as millionths of a dollar; undefined when it is no amount. */
export function toMicros(text: string): number | undefined {
  const plain = text.trim().replace(/^\$/, '').trim().replace(',', '.');
  if (!/^\d*\.?\d+$|^\d+\.$/.test(plain)) return undefined;
  const micros = Math.round(Number(plain) * 1_000_000);
  return micros <= MAX_MICROS ? micros : undefined;
}
