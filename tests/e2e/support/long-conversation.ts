import path from 'node:path';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { openDataFolder } from '../../../scripts/boot/data-folder.mjs';
import { findPostmaster } from '../../../scripts/postgres/postmaster-file.mjs';

const sentence = 'Everything that was said here stays where it was said. ';

/** Texts of very different heights: a line, paragraphs, lists, code and tables. */
function textOf(number: number): string {
  const kinds = [
    () => 'Yes.',
    () => sentence.repeat(1 + (number % 7)),
    () => Array.from({ length: 2 + (number % 3) }, () => sentence.repeat(4)).join('\n\n'),
    () => Array.from({ length: 3 + (number % 6) }, (_, index) => `- point ${index + 1}`).join('\n'),
    () =>
      `\`\`\`ts\n${Array.from({ length: 2 + (number % 9) }, (_, index) => `const x${index} = ${index};`).join('\n')}\n\`\`\``,
    () =>
      `| a | b |\n|--|--|\n${Array.from({ length: 2 + (number % 5) }, (_, index) => `| ${index} | ${number} |`).join('\n')}`,
  ];
  const kind = kinds[(number * 7) % kinds.length];
  return `Message ${number}. ${number % 2 === 1 ? sentence : `\n\n${kind?.()}`}`;
}

/**
 * Writes a conversation of so many messages, people's and answers in turn, into the database of the app with this
 * data folder. Sending them would take an hour.
 */
export async function writeLongConversation(
  dataFolder: string,
  { email, messages }: { email: string; messages: number },
): Promise<string> {
  const { folder, secrets } = openDataFolder(dataFolder);
  const postmaster = findPostmaster(path.join(folder, 'postgres/cluster'));
  if (postmaster.state !== 'ours') throw new Error(`the database of ${dataFolder} does not run`);
  const client = new pg.Client({
    connectionString: `postgresql://postgres:${secrets.postgresPassword}@127.0.0.1:${postmaster.port}/strand`,
  });
  await client.connect();
  try {
    const id = newId();
    const ids = Array.from({ length: messages }, () => newId());
    await client.query(
      `insert into conversations (id, owner_id, title, active_leaf_id, message_seq, event_seq)
       select $1, id, 'A long conversation', $3, $4, 1 from users where email = $2`,
      [id, email, ids.at(-1), messages],
    );
    await client.query(
      `insert into messages
         (id, conversation_id, owner_id, seq, parent_id, sender_type, sender_channel, content, status, revision)
       select said.id, c.id, c.owner_id, said.seq, said.parent_id,
         case when said.seq % 2 = 1 then 'user' else 'agent' end, 'web', said.content, 'complete', 1
       from conversations c, unnest($2::uuid[], $3::uuid[], $4::text[])
         with ordinality as said (id, parent_id, content, seq)
       where c.id = $1`,
      [id, ids, [null, ...ids.slice(0, -1)], ids.map((_, index) => textOf(index + 1))],
    );
    return id;
  } finally {
    await client.end();
  }
}
