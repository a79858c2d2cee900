import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_NOTIFY_CHANNEL, personChannel, THIN_EVENT_NAME, type ThinEvent } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { createDatabase, type Database, useDatabase } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { createEmbeddedPublisher } from '@/lib/realtime/adapters/embedded';
import { publishFailed } from '@/lib/realtime/errors';
import type { Publisher } from '@/lib/realtime/ports';
import { createPublishQueue } from '@/lib/realtime/relay/publish-queue';
import { type Relay, startRelay } from '@/lib/realtime/relay/relay';
import { createTestDatabase } from '../support/database';
import { PusherSocket } from '../support/pusher-socket';
import { startEmbeddedServer } from '../support/realtime-server';

/** Every event of the log must reach its owner's devices, whatever happens in between. */
describe('relay', () => {
  let database: { url: string; drop(): Promise<void> };
  let client: Database;
  let sql: pg.Client;
  let server: Awaited<ReturnType<typeof startEmbeddedServer>>;
  const relays: Relay[] = [];
  const queues: { close(): void }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    client = createDatabase(database.url, 3);
    useDatabase(client);
    overrideEnv({ DATABASE_URL: database.url });
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await client.$disconnect();
    useDatabase(undefined);
    overrideEnv(undefined);
    await database.drop();
  });
  beforeEach(async () => {
    server = await startEmbeddedServer();
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) queue.close();
    for (const relay of relays.splice(0)) await relay.close();
    await server.stop();
    await sql.query('DELETE FROM events');
  });

  async function start(publisher: Publisher = createEmbeddedPublisher(server.embedded), maxWaiting?: number) {
    const queue = createPublishQueue(publisher, { retryMs: { first: 5, most: 50 }, maxWaiting });
    queues.push(queue);
    const relay = startRelay({ publisher, queue });
    relays.push(relay);
    await expect.poll(() => relay.status().listening).toBe(true);
    return relay;
  }

  async function person() {
    const id = newId();
    await sql.query('INSERT INTO users (id, email) VALUES ($1, $2)', [id, `${id}@example.org`]);
    const device = await PusherSocket.connect(server.port);
    await device.subscribe(personChannel(id));
    const heard = () =>
      device.messages.filter(({ event }) => event === THIN_EVENT_NAME).map(({ data }) => data as ThinEvent);
    return { id, device, heard };
  }

  async function conversationOf(ownerId: string): Promise<string> {
    const id = newId();
    await sql.query('INSERT INTO conversations (id, owner_id) VALUES ($1, $2)', [id, ownerId]);
    return id;
  }

  /** Appends an event; like the store, it announces it in the same transaction unless told not to. */
  async function append(ownerId: string, conversationId: string, seq: number, { announced = true } = {}) {
    const event: ThinEvent = {
      conversation_id: conversationId,
      seq,
      type: 'message.created',
      message_id: newId(),
      origin: 'tab-1',
    };
    await sql.query('BEGIN');
    await sql.query(
      'INSERT INTO events (conversation_id, seq, owner_id, type, payload, origin) VALUES ($1, $2, $3, $4, $5, $6)',
      [conversationId, seq, ownerId, event.type, { message_id: event.message_id }, event.origin],
    );
    const payload = JSON.stringify({ ...event, owner_id: ownerId });
    if (announced) await sql.query('SELECT pg_notify($1, $2)', [EVENT_NOTIFY_CHANNEL, payload]);
    await sql.query('COMMIT');
    return event;
  }

  const killListeners = () =>
    sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`,
    );

  it('brings each event to its owner, in order, and to nobody else', async () => {
    const [ada, bob] = [await person(), await person()];
    const sent = [await append(ada.id, await conversationOf(ada.id), 1, { announced: false })];
    await start();
    // A relay looks back when it starts, and may then bring an event twice: here that is over.
    await expect.poll(() => ada.heard()).toEqual(sent);
    const conversation = await conversationOf(ada.id);
    for (let seq = 1; seq <= 40; seq += 1) sent.push(await append(ada.id, conversation, seq));
    await expect.poll(() => ada.heard().length).toBe(41);
    expect(ada.heard()).toEqual(sent);
    await bob.device.settle();
    expect(bob.heard()).toEqual([]);
  });

  it('sends ids and numbers only, without the owner', async () => {
    await start();
    const ada = await person();
    const event = await append(ada.id, await conversationOf(ada.id), 1);
    const message = await ada.device.next(THIN_EVENT_NAME);
    expect(message.data).toEqual(event);
  });

  it('announces what was committed while its connection was dead', async () => {
    await start();
    const ada = await person();
    const [first, second] = [await conversationOf(ada.id), await conversationOf(ada.id)];
    await append(ada.id, first, 1);
    await expect.poll(() => ada.heard().length).toBe(1);
    await killListeners();
    // Nobody listens until the relay has come back.
    const missed = await append(ada.id, first, 2);
    const missedToo = await append(ada.id, second, 1);
    await expect.poll(() => ada.heard(), { timeout: 8000 }).toContainEqual(missed);
    await expect.poll(() => ada.heard()).toContainEqual(missedToo);
    const live = await append(ada.id, first, 3);
    await expect.poll(() => ada.heard()).toContainEqual(live);
  });

  it('announces on its start what was committed before, the newest event of each conversation', async () => {
    const ada = await person();
    const conversation = await conversationOf(ada.id);
    for (let seq = 1; seq <= 3; seq += 1) await append(ada.id, conversation, seq, { announced: false });
    await start();
    await expect.poll(() => ada.heard().map(({ seq }) => seq)).toEqual([3]);
  });

  it('leaves events from long ago alone', async () => {
    const ada = await person();
    const [old, recent] = [await conversationOf(ada.id), await conversationOf(ada.id)];
    await append(ada.id, old, 1, { announced: false });
    await sql.query(`UPDATE events SET at = now() - interval '1 hour'`);
    const event = await append(ada.id, recent, 1, { announced: false });
    await start();
    await expect.poll(() => ada.heard()).toEqual([event]);
  });

  it('survives announcements that it cannot read', async () => {
    await start();
    const ada = await person();
    for (const payload of ['', 'no json', '{}', '{"owner_id":"x","seq":1}']) {
      await sql.query('SELECT pg_notify($1, $2)', [EVENT_NOTIFY_CHANNEL, payload]);
    }
    const event = await append(ada.id, await conversationOf(ada.id), 1);
    await expect.poll(() => ada.heard()).toEqual([event]);
  });

  it('loses nothing when the service is away for longer than its queue is long', async () => {
    let away = true;
    const working = createEmbeddedPublisher(server.embedded);
    const whenBack = async (work: () => Promise<void>) => {
      if (away) throw publishFailed();
      await work();
    };
    const flaky: Publisher = {
      maxBatchSize: 10,
      publish: (...event) => whenBack(() => working.publish(...event)),
      publishBatch: (batch) => whenBack(() => working.publishBatch(batch)),
    };
    const relay = await start(flaky, 10);
    const ada = await person();
    const newest: ThinEvent[] = [];
    for (let count = 0; count < 6; count += 1) {
      const conversation = await conversationOf(ada.id);
      for (let seq = 1; seq <= 4; seq += 1) await append(ada.id, conversation, seq);
      newest.push(await append(ada.id, conversation, 5));
    }
    await expect.poll(() => relay.status().queued).toBe(10);
    away = false;
    await expect.poll(() => ada.heard(), { timeout: 5000 }).toEqual(expect.arrayContaining(newest));
  });
});
