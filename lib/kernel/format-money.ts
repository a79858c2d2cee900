/**
 * An amount of millionths of a US dollar as people read it: `$12.40`, `$0.04`; below a cent with two digits that say
 * something, `$0.0012`; nothing is `$0`.
 */
export function formatMoney(micros: number): string {
  const sign = micros < 0 ? '−' : '';
  const dollars = Math.abs(micros) / 1_000_000;
  if (dollars === 0) return '$0';
  // What rounds to a cent is written as one.
  if (dollars >= 0.00995) {
    const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return `${sign}$${dollars.toLocaleString('en-US', digits)}`;
  }
  const places = Math.ceil(-Math.log10(dollars)) + 1;
  return `${sign}$${dollars.toFixed(Math.min(places, 6)).replace(/0+$/, '')}`;
}
