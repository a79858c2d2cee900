import { fitLine, measureLine, writeLine } from '../lettering/write-line';
import { type Frame, SQUARE } from './frame';
import type { Palette } from './palette';
import { round } from './shapes';

export const MADE_BY = 'Made by Strand Studio · not a model';

const MARGIN = 28;
const PADDING = 26;
const PROMPT_HEIGHT = 19;
const MAKER_HEIGHT = 15;

/** The label every picture carries: what was asked for, and that no model made it. */
export function drawLabel(prompt: string, palette: Palette, frame: Frame = SQUARE): string {
  const room = frame.width - 2 * (MARGIN + PADDING);
  const asked = fitLine(prompt.replace(/\s+/g, ' ').trim(), PROMPT_HEIGHT, room);
  const width = round(
    Math.max(measureLine(asked, PROMPT_HEIGHT), measureLine(MADE_BY, MAKER_HEIGHT)) + 2 * PADDING,
  );
  const height = asked ? 104 : 64;
  const bottom = frame.y + frame.height - MARGIN;
  const top = bottom - height;
  const left = frame.x + MARGIN;
  const x = left + PADDING;
  return (
    `<rect x="${left}" y="${round(top)}" width="${width}" height="${height}" rx="22" fill="${palette.near}" opacity="0.82"/>` +
    `<rect x="${left}" y="${round(top)}" width="${width}" height="${height}" rx="22" fill="none" stroke="#ffffff" stroke-width="1.5" opacity="0.22"/>` +
    writeLine(asked, { x, baseline: top + 47, capHeight: PROMPT_HEIGHT, color: '#ffffff' }) +
    writeLine(MADE_BY, { x, baseline: bottom - 26, capHeight: MAKER_HEIGHT, color: '#ffffffcc' })
  );
}
