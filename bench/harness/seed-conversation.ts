import type pg from 'pg';
import { newId } from '@/lib/kernel';

const QUESTION =
  'How does the second part follow from the first one, and what changes when both are longer? ';
const ANSWER = `${'It follows step by step: each sentence says one thing, and the next one stands on it. '.repeat(9)}\n`;

/** A person without a password; returns their id. */
export async function createPerson(pool: pg.Pool): Promise<string> {
  const id = newId();
  await pool.query('INSERT INTO users (id, email) VALUES ($1, $2)', [id, `${id}@example.org`]);
  return id;
}

/**
 * Makes a conversation of questions and answers, one unbranched thread of `messageCount` messages (an even
 * number), with an event for each. Without a model it uses the installation's default. Returns its id.
 */
export async function seedConversation(
  pool: pg.Pool,
  ownerId: string,
  given: { messageCount: number; model?: string },
): Promise<string> {
  const { messageCount, model = null } = given;
  const id = newId();
  const messageIds = Array.from({ length: messageCount }, newId);
  const turn = (index: number) => (index % 2 === 0 ? 'user' : 'agent');
  await pool.query(
    `INSERT INTO conversations (id, owner_id, title, model, active_leaf_id, message_seq, event_seq)
     VALUES ($1, $2, 'A long talk', $3, $4, $5, $6)`,
    [id, ownerId, model, messageIds.at(-1) ?? null, messageCount, messageCount + 1],
  );
  await pool.query(
    `INSERT INTO messages (id, conversation_id, owner_id, seq, parent_id, sender_type, sender_channel, content,
       metadata, status, revision)
     SELECT m.id, $1, $2, m.place, m.parent_id, m.sender, 'web', m.content,
       CASE m.sender WHEN 'agent' THEN jsonb_build_object('model_used', coalesce($3::text, 'none/none')) ELSE '{}' END, 'complete', m.place + 1
     FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[]) WITH ORDINALITY AS m (id, parent_id, sender, content, place)`,
    [
      id,
      ownerId,
      model,
      messageIds,
      messageIds.map((_, index) => messageIds[index - 1] ?? null),
      messageIds.map((_, index) => turn(index)),
      messageIds.map((_, index) => (turn(index) === 'user' ? QUESTION : ANSWER)),
    ],
  );
  await pool.query(
    `INSERT INTO events (conversation_id, seq, owner_id, type, payload)
     SELECT $1, e.place + 1, $2, 'message.created', jsonb_build_object('message_id', e.message_id)
     FROM unnest($3::uuid[]) WITH ORDINALITY AS e (message_id, place)`,
    [id, ownerId, messageIds],
  );
  return id;
}
