import type pg from 'pg';
import { toFrame } from '@/lib/generation/frame';
import { newId } from '@/lib/kernel';

const WORD = ' word';
/** As the log is written at 50 tokens/s: two tokens a frame of 25 ms, and what 200 ms bring in a row. */
const TOKENS_PER_FRAME = 2;
const FRAMES_PER_ROW = 5;

/** Makes a finished run with the log of an answer of so many characters. Returns its id. */
export async function seedRun(pool: pg.Pool, ownerId: string, textLength: number): Promise<string> {
  const [id, messageId] = [newId(), newId()];
  const text = WORD.repeat(TOKENS_PER_FRAME);
  const model = 'none/none';
  const chunks = [
    { type: 'start', messageId, messageMetadata: { run_id: id, model_used: model } },
    { type: 'start-step' },
    { type: 'text-start', id: '1' },
    ...Array.from({ length: Math.ceil(textLength / text.length) }, () => ({
      type: 'text-delta',
      id: '1',
      delta: text,
    })),
    { type: 'text-end', id: '1' },
    { type: 'finish-step' },
    { type: 'finish', messageMetadata: { status: 'complete', model_used: model } },
  ] as Parameters<typeof toFrame>[1][];
  const frames = chunks.map((chunk, index) => toFrame(index + 1, chunk));
  const firsts = Array.from(
    { length: Math.ceil(frames.length / FRAMES_PER_ROW) },
    (_, row) => row * FRAMES_PER_ROW,
  );
  await pool.query(
    `INSERT INTO runs (id, conversation_id, owner_id, message_id, model, status, finished_at)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'complete', now())`,
    [id, ownerId, messageId, model],
  );
  await pool.query(
    `INSERT INTO run_chunks (run_id, seq_from, seq_to, frames)
     SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[])`,
    [
      id,
      firsts.map((first) => first + 1),
      firsts.map((first) => Math.min(first + FRAMES_PER_ROW, frames.length)),
      firsts.map((first) => frames.slice(first, first + FRAMES_PER_ROW).join('')),
    ],
  );
  return id;
}
