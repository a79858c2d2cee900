import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { serveAsset } from '@/lib/media';
import { type ExpectedRow, judgeAnswer, readExpectedRows } from '@/tests/support/expected-media';
import { useMedia } from '@/tests/support/media';
import { type DoorAnswer, useMediaDoor } from '@/tests/support/media-door';

const folder = path.resolve('../shared/fixtures/media');
const table = path.join(folder, 'EXPECTED.tsv');

/** The slowest honest refusal waits three seconds for a drawing; the rest is a busy machine's share. */
const ROW_TIMEOUT_MS = 20_000;
const LEAST_RIGHT = 0.99;

useMedia();
const door = useMediaDoor();

it.skipIf(!existsSync(table))(
  'takes and refuses the shared files as expected (skipped where the shared fixtures are absent)',
  { timeout: 900_000 },
  async () => {
    const listed = readExpectedRows(readFileSync(table, 'utf8'));
    const rows = listed.filter(({ file }) => existsSync(path.join(folder, file)));
    const wrong: string[] = [];
    const failures: string[] = [];
    let right = 0;
    let policy = 0;
    let slowest = { file: '', tookMs: 0 };
    for (const row of rows) {
      const answer = await sendRow(row);
      if (answer === null || answer.status >= 500) {
        failures.push(`${row.file}: ${answer === null ? 'no answer in time' : `HTTP ${answer.status}`}`);
        continue;
      }
      if (answer.tookMs > slowest.tookMs) slowest = { file: row.file, tookMs: answer.tookMs };
      const reason = judgeAnswer(row, answer) ?? (await findMetadata(answer));
      if (row.isPolicy) policy += 1;
      else if (reason === null) right += 1;
      if (reason !== null) wrong.push(`${row.file}: expected ${row.expected}; ${reason}`);
    }
    const judged = rows.length - policy;
    console.info(
      [
        `media table: ${right} right, ${judged - right} wrong, ${policy} policy; ${((100 * right) / judged).toFixed(2)} % right`,
        `absent: ${listed.length - rows.length}; slowest: ${slowest.file}, ${Math.round(slowest.tookMs)} ms`,
        ...wrong.map((line) => `wrong: ${line}`),
      ].join('\n'),
    );
    expect(failures).toEqual([]);
    expect(rows.length).toBeGreaterThan(600);
    expect(right / judged).toBeGreaterThanOrEqual(LEAST_RIGHT);
  },
);

/** What a stored picture still says about itself, or null. */
async function findMetadata({ asset }: DoorAnswer): Promise<string | null> {
  if (asset?.type !== 'image') return null;
  const kept = await serveAsset(door.owner(), asset.id, null, new Request('http://app/'));
  const found = await sharp(Buffer.from(await kept.arrayBuffer())).metadata();
  const told = (['exif', 'icc', 'iptc', 'xmp', 'orientation', 'comments'] as const).filter(
    (name) => found[name],
  );
  return told.length > 0 ? `its stored picture still has ${told.join(', ')}` : null;
}

async function sendRow({ file, declaredType }: ExpectedRow): Promise<DoorAnswer | null> {
  const bytes = readFileSync(path.join(folder, file));
  return door.send(bytes, path.basename(file), declaredType, ROW_TIMEOUT_MS).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'TimeoutError') return null;
    throw error;
  });
}
