import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
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
      const reason = judgeAnswer(row, answer);
      if (row.isPolicy) policy += 1;
      else if (reason === null) right += 1;
      if (reason !== null) wrong.push(`${row.file}: expected ${row.expected}; ${reason}`);
    }
    const judged = rows.length - policy;
    process.stdout.write(
      [
        `media table: ${right} right, ${judged - right} wrong, ${policy} policy; ${((100 * right) / judged).toFixed(2)} % right`,
        `absent: ${listed.length - rows.length}; slowest: ${slowest.file}, ${Math.round(slowest.tookMs)} ms`,
        ...wrong.map((line) => `wrong: ${line}`),
        '',
      ].join('\n'),
    );
    expect(failures).toEqual([]);
    expect(rows.length).toBeGreaterThan(600);
    expect(right / judged).toBeGreaterThanOrEqual(LEAST_RIGHT);
  },
);

async function sendRow({ file, declaredType }: ExpectedRow): Promise<DoorAnswer | null> {
  const bytes = readFileSync(path.join(folder, file));
  return door.send(bytes, path.basename(file), declaredType, ROW_TIMEOUT_MS).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'TimeoutError') return null;
    throw error;
  });
}
