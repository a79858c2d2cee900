import { paletteOfPhoto } from './artwork/palette';
import { renderArtwork } from './artwork/render-artwork';
import { lookAtPhoto, type PhotoFacts } from './look-at-photo';
import type { Turn } from './read-turn';
import { rules, sample, sayFilesArrived, sayWhatArrived } from './rules';

export type Answer = {
  /** Markdown before the picture. */
  opening: string;
  /** Draws the picture, when one was asked for. */
  draw: (() => Promise<Uint8Array>) | null;
  /** Markdown after it. */
  closing: string;
};

const OFFER =
  'Say what to change, such as **make it blue**, **black and white** or **rotate it**, and I do it by rule.';

/** Words by which people ask for a picture. */
const asksForPicture =
  /\b(?:draw|drawing|paint|painting|sketch|illustrate|illustration|picture|image|photo|portrait|poster|logo|icon|wallpaper|artwork|zeichne|male|bild|dessine|peins|dibuja|imagen|disegna)\b/i;

/**
 * What Studio answers to a turn. `introduced`: it has said in full who it is, earlier in the branch. `mayDraw`: nothing
 * else draws here.
 */
export async function composeAnswer(turn: Turn, introduced: boolean, mayDraw = true): Promise<Answer> {
  const answer = await answerWords(turn, introduced, mayDraw);
  return { ...answer, opening: sayFilesArrived(turn.files) + answer.opening };
}

async function answerWords(
  { words: asked, photos, files }: Turn,
  introduced: boolean,
  mayDraw: boolean,
): Promise<Answer> {
  const footer = sample(introduced ? 'footer_again' : 'footer');
  if (photos.length > 0) {
    const looks = await Promise.all(photos.map(lookAtPhoto));
    const seen = `${looks.map(describePhoto).join('\n\n')}\n\nI cannot see what is in it.`;
    if (!mayDraw) return { opening: `${seen} ${OFFER}\n\n${footer}`, draw: null, closing: '' };
    const first = looks.find((look) => look !== null);
    const palette = first
      ? paletteOfPhoto([first.colors[0].color, ...first.colors.slice(1).map(({ color }) => color)])
      : undefined;
    return {
      opening: `${seen} This is drawn from your words, in its colours:\n\n`,
      draw: () => renderArtwork(asked || 'In the colours of your photo', { palette }),
      closing: footer,
    };
  }
  for (const { when, say } of rules) {
    const match = asked.match(when);
    if (match) return { opening: `${say(asked, match)}\n\n${footer}`, draw: null, closing: '' };
  }
  if (mayDraw && asksForPicture.test(asked)) {
    return {
      opening:
        'Here is a picture, drawn by rule from your words. The same words always give the same picture.\n\n',
      draw: () => renderArtwork(asked),
      closing: footer,
    };
  }
  const heard = asked === '' && files.length > 0 ? sample('abilities') : sayWhatArrived(asked);
  return { opening: `${heard}\n\n${footer}`, draw: null, closing: '' };
}

function describePhoto(look: PhotoFacts | null, index: number, all: readonly unknown[]): string {
  const title = all.length > 1 ? `Photo ${index + 1}` : 'Your photo';
  if (!look) return `${title} arrived, but it cannot be read.`;
  const colors = look.colors.map(
    ({ name, color, share }) => `${name} \`${color}\` ${Math.max(1, Math.round(share * 100))}\u00a0%`,
  );
  return [
    `${title} arrived. Measured:`,
    '',
    '| | |',
    '|:--|:--|',
    `| Format | ${look.format} |`,
    `| Size | ${look.width} × ${look.height} pixels, ${toKilobytes(look.bytes)} |`,
    `| Main colours | ${colors.join(' · ')} |`,
  ].join('\n');
}

function toKilobytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
