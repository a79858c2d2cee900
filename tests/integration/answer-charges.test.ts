import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { retryMessage } from '@/lib/flows/retry-message';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { createTalk, type Talk } from '../support/ask-in-conversation';
import { useMedia } from '../support/media';

const replica = await startOpenAiReplica();
useMedia({
  ...{ OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: replica.url, DEFAULT_MODEL: 'openai/gpt-4.1' },
  PROVIDER_CHUNK_TIMEOUT_MS: '500',
});
afterAll(() => replica.close());

let talk: Talk;
beforeEach(async () => {
  replica.script();
  talk = await createTalk();
});
const entries = () => db().ledgerEntry.findMany({ where: { owner_id: talk.ownerId } });
const limit = (micros: bigint) =>
  db().budget.create({
    data: { id: newId(), scope: 'person', owner_id: talk.ownerId, period: 'day', limit_micros: micros },
  });
const audits = () => db().auditEntry.findMany({ where: { owner_id: talk.ownerId } });

describe('an answer', () => {
  it('is charged once, with what the provider says it used', async () => {
    const answer = await talk.ask('hello');
    const [entry, ...others] = await entries();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ status: 'settled', is_estimate: false, model: 'openai/gpt-4.1' });
    expect(answer.metadata.cost_micros).toBeGreaterThan(0);
    expect(Number(entry?.settled_micros)).toBe(answer.metadata.cost_micros);
    expect(await audits()).toMatchObject([
      { action: 'generation.completed', details: { cost_micros: answer.metadata.cost_micros } },
    ]);
  });

  it('that broke off is charged for what was said', async () => {
    const answer = await talk.ask('[[fault:cut]] hello');
    expect(answer.status).toBe('partial');
    const [entry] = await entries();
    expect(entry).toMatchObject({ status: 'settled', is_estimate: true });
    expect(Number(entry?.settled_micros)).toBe(answer.metadata.cost_micros);
    expect(entry?.settled_micros).toBeLessThan(entry?.reserved_micros ?? 0n);
  });

  it('that nobody gave costs nothing', async () => {
    replica.script({ fault: 'refuse' });
    const answer = await talk.ask('hello');
    expect(answer.status).toBe('failed');
    expect(await entries()).toMatchObject([{ status: 'released', settled_micros: null }]);
    expect(answer.metadata.cost_micros).toBeUndefined();
  });

  it('is refused before anybody is asked when a budget would be passed, with the figures', async () => {
    await db().budget.create({
      data: { id: newId(), scope: 'person', owner_id: talk.ownerId, period: 'day', limit_micros: 10n },
    });
    const before = replica.requests.length;
    const answer = await talk.ask('hello');
    expect(answer).toMatchObject({
      status: 'failed',
      metadata: { error: { code: 'ledger.budget_exceeded' } },
    });
    expect(answer.metadata.error?.message).toMatch(/would cost about \$0\.\d+.*for today is left/);
    expect(replica.requests).toHaveLength(before);
    expect(await entries()).toEqual([]);
  });

  const rounds = (count: number) =>
    Array.from({ length: count }, () => ({ calls: [{ tool: 'fly_away', input: {} }], goesOn: true }));
  it('that goes on with tools has each round set aside before it is asked for', async () => {
    await talk.ask('hello');
    const [one] = await entries();
    talk = await createTalk();
    replica.script(...rounds(3), { text: 'Enough.' });
    expect(await talk.ask('hello')).toMatchObject({ status: 'complete', content: 'Enough.' });
    const [four, ...others] = await entries();
    expect(others).toEqual([]);
    // What the three before it came to, and what the last may come to.
    const threeRounds = 3n * (one?.settled_micros ?? 0n);
    expect(four?.reserved_micros).toBeGreaterThanOrEqual((one?.reserved_micros ?? 0n) + threeRounds);
  });

  it('that goes on with tools is ended before the round that would pass a budget', async () => {
    await talk.ask('hello');
    const [{ reserved_micros: estimate } = { reserved_micros: 0n }] = await entries();
    talk = await createTalk();
    await limit(estimate);
    const before = replica.requests.length;
    replica.script(...rounds(8));
    expect(await talk.ask('hello')).toMatchObject({
      ...{ status: 'failed', metadata: { error: { code: 'ledger.budget_exceeded' } } },
    });
    expect(replica.requests).toHaveLength(before + 1);
    const [entry] = await entries();
    expect(entry).toMatchObject({ status: 'settled', reserved_micros: estimate, is_estimate: false });
    expect(await audits()).toMatchObject([{ details: { cost_micros: Number(entry?.settled_micros) } }]);
  });

  it('that broke off in a later round is charged for what it said there as well', async () => {
    replica.script(...rounds(1));
    await talk.ask('hello');
    const [{ settled_micros: oneAndAll } = { settled_micros: null }] = await entries();
    talk = await createTalk();
    replica.script(...rounds(1), { text: 'word '.repeat(400), fault: 'cut' });
    const answer = await talk.ask('hello');
    expect(answer).toMatchObject({ status: 'partial', content: expect.stringContaining('word') });
    const [entry] = await entries();
    expect(entry).toMatchObject({ status: 'settled', is_estimate: true });
    expect(Number(entry?.settled_micros)).toBeGreaterThan(Number(oneAndAll) / 2);
  });

  it('without a key is noted, and free', async () => {
    const answer = await talk.ask('hello', { model: 'studio/studio' });
    expect(answer).toMatchObject({ status: 'complete', metadata: { cost_micros: 0 } });
    expect(await entries()).toMatchObject([{ status: 'settled', settled_micros: 0n }]);
  });
});

describe('a model that fails before its first word', () => {
  it('is stood in for, which is said and kept, and costs nothing', async () => {
    replica.script({ fault: '401' });
    const sent = await talk.send('hello');
    const answer = await talk.read(sent);
    expect(answer).toMatchObject({ status: 'complete', metadata: { model_used: 'studio/studio' } });
    expect(answer.metadata.trail).toMatchObject([
      { task: 'answer', model: 'openai/gpt-4.1', outcome: 'failed', message: expect.stringContaining('key') },
      { task: 'answer', model: 'studio/studio', outcome: 'done' },
    ]);
    const said = answer.chunks.flatMap((chunk) => (chunk.type === 'data-status' ? [chunk.data.label] : []));
    expect(said).toContain('GPT-4.1 cannot answer now. Studio answers instead.');
    expect(await entries()).toMatchObject([
      { status: 'settled', settled_micros: 0n, model: 'studio/studio' },
    ]);
    replica.script();
    const retried = await retryMessage({
      ...{ ownerId: talk.ownerId, messageId: answer.id, channel: 'web', origin: null },
    });
    expect(await talk.read(retried)).toMatchObject({
      ...{ status: 'complete', metadata: { model_used: 'openai/gpt-4.1' } },
    });
  });

  it('is stood in for by somebody dearer only as far as a budget goes', async () => {
    const cheap = { model: 'openai/gpt-5-mini' };
    const dearer = await startGoogleReplica();
    const { DATABASE_URL, DATA_DIR, OPENAI_API_KEY, OPENAI_BASE_URL, DEFAULT_MODEL } = env();
    const kept = {
      DATABASE_URL,
      DATA_DIR,
      OPENAI_API_KEY,
      OPENAI_BASE_URL,
      DEFAULT_MODEL,
      LOG_LEVEL: 'error',
    };
    overrideEnv({
      ...{ ...kept, GOOGLE_GENERATIVE_AI_API_KEY: 'a-key', GOOGLE_GENERATIVE_AI_BASE_URL: dearer.url },
    });
    try {
      await talk.ask('hello', cheap);
      const [own] = await entries();
      talk = await createTalk();
      replica.script({ fault: '401' });
      expect(await talk.ask('hello', cheap)).toMatchObject({ status: 'complete' });
      const [stoodIn] = await entries();
      expect(stoodIn?.model).toContain('google/');
      expect(stoodIn?.reserved_micros).toBeGreaterThan(own?.reserved_micros ?? 0n);
      const asked = dearer.requests.length;

      talk = await createTalk();
      await limit(own?.reserved_micros ?? 0n);
      replica.script({ fault: '401' });
      expect(await talk.ask('hello', cheap)).toMatchObject({
        ...{ status: 'failed', metadata: { error: { code: 'ledger.budget_exceeded' } } },
      });
      expect(dearer.requests).toHaveLength(asked);
      expect(await entries()).toMatchObject([{ status: 'released' }]);
    } finally {
      overrideEnv(kept);
      await dearer.close();
    }
  });

  it('is not stood in for once something was said', async () => {
    const answer = await talk.ask('[[fault:cut]] hello');
    expect(answer).toMatchObject({ status: 'partial', metadata: { model_used: 'openai/gpt-4.1' } });
    expect(answer.metadata.trail).toMatchObject([{ model: 'openai/gpt-4.1', outcome: 'failed' }]);
  });
});
