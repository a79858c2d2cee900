import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { retryMessage } from '@/lib/flows/retry-message';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
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

  it('is not stood in for once something was said', async () => {
    const answer = await talk.ask('[[fault:cut]] hello');
    expect(answer).toMatchObject({ status: 'partial', metadata: { model_used: 'openai/gpt-4.1' } });
    expect(answer.metadata.trail).toMatchObject([{ model: 'openai/gpt-4.1', outcome: 'failed' }]);
  });
});
