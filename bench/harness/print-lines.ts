import { type Figure, judge, type Line } from './line';

/** One result in two lines of text: the verdict with its target, then what stands beside it. */
export function describeLine(line: Line): string {
  const { title, value, unit, target, beside } = line;
  const aim = target === null ? '' : `≤ ${target}${unit}`;
  const head = [judge(line).padEnd(5), `${toText(value)}${unit}`.padEnd(13), aim.padEnd(15), title].join(' ');
  const indent = ' '.repeat(35);
  return beside.length === 0
    ? `  ${head}`
    : `  ${head}\n  ${indent} ${beside.map(describeFigure).join(' · ')}`;
}

function describeFigure({ name, value, unit }: Figure): string {
  return `${name} ${toText(value)}${unit && ` ${unit}`}`;
}

/** Three significant digits are more than such measurements have. */
function toText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
