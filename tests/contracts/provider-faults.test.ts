import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/kernel';
import type { Fault } from '../fakes/replica/play';
import type { Replica } from '../fakes/replica/server';
import { type Collected, collectAnswer } from '../support/collect-answer';
import { KEYS, type Providers, useProviders } from '../support/use-providers';

const impatient = {
  headersMs: 250,
  firstChunkMs: 250,
  chunkMs: 250,
  drawingMs: 250,
  totalMs: 5_000,
  retryMs: 20,
};

/** What a person must never read. */
const vendorWords = /replica|platform|tokens per min|overloaded|server_error|quota with|RESOURCE|runner|sk-/i;

let providers: Providers;
afterEach(() => providers.close());

// The SDK's streams must not leave a rejection behind that nobody handles: it would end the process.
const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', noteUnhandled));
afterAll(() => {
  process.off('unhandledRejection', noteUnhandled);
  expect(unhandled).toEqual([]);
});

const languageModels: [string, string, (from: Providers) => Replica][] = [
  ['OpenAI', 'openai/gpt-5', (from) => from.openai],
  ['Google', 'google/gemini-2.5-flash', (from) => from.google],
  ['Anthropic', 'anthropic/claude-sonnet-5-5', (from) => from.anthropic],
  ['Amazon Bedrock', 'bedrock/us.amazon.nova-pro-v1:0', (from) => from.bedrock],
  ['The local model server', 'local/qwen3:8b', (from) => from.openai],
];

/** Fault, code, and whether text had been shown before. */
const languageFaults: [Fault, string, boolean][] = [
  ['400', 'models.bad_request', false],
  ['401', 'models.bad_key', false],
  ['429', 'models.rate_limited', false],
  ['500', 'models.unavailable', false],
  ['503', 'models.unavailable', false],
  ['hang-headers', 'models.timeout', false],
  ['hang-first-chunk', 'models.timeout', false],
  ['stall', 'models.timeout', true],
  ['cut', 'models.interrupted', true],
  ['early-end', 'models.interrupted', true],
  ['error', 'models.interrupted', true],
  ['error-429', 'models.rate_limited', true],
  ['garbage', 'models.bad_answer', true],
  ['refuse', 'models.refused', false],
  ['empty', 'models.empty_answer', false],
];

describe.each(languageModels)('%s (%s)', (name, model, pick) => {
  beforeEach(async () => {
    providers = await useProviders();
  });

  it.each(languageFaults)('turns the fault %s into %s', async (fault, code, shown) => {
    // Longer than anybody waits, so that no retry hides the fault.
    pick(providers).script({ fault, retryAfterSeconds: 60 }, { fault }, { fault });
    const answer = await collectAnswer(model, 'Tell me something that is long enough', {
      timeouts: impatient,
    });
    expectFailure(answer, code, name);
    expect(answer.text !== '').toBe(shown);
  });

  it('tries again by itself when nothing was said yet', async () => {
    pick(providers).script({ fault: '503' }, { fault: '500' });
    const answer = await collectAnswer(model, 'Hello again', { timeouts: { retryMs: 20 } });
    expect(answer.error).toBeNull();
    expect(answer.text).toContain('Hello again');
    expect(pick(providers).requests).toHaveLength(3);
  });

  it.each(['429', '503'] as const)('waits as long as the provider asks with a %s', async (fault) => {
    pick(providers).script({ fault, retryAfterSeconds: 1.5 });
    const startedAt = performance.now();
    const answer = await collectAnswer(model, 'Hello after a while');
    expect(answer.error).toBeNull();
    expect(performance.now() - startedAt).toBeGreaterThan(1_480);
  });

  it('does not try again after words were shown', async () => {
    // A rate limit would be worth a try, were it not for the words that are on the screen.
    pick(providers).script({ fault: 'error-429' });
    const answer = await collectAnswer(model, 'Say this and break off then');
    expect(answer.text).not.toBe('');
    expect(answer.error).toMatchObject({ code: 'models.rate_limited', retryable: true });
    expect(pick(providers).requests).toHaveLength(1);
  });

  it('stops waiting for a retry when the caller stops', async () => {
    pick(providers).script({ fault: '429', retryAfterSeconds: 9 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const startedAt = performance.now();
    const answer = await collectAnswer(model, 'Hello', { signal: controller.signal });
    expect(answer.error).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('does not take slow first words for missing headers', async () => {
    const timeouts = { ...impatient, firstChunkMs: 3_000 };
    const answer = await collectAnswer(model, 'Hello [[ttft:600]]', { timeouts });
    expect(answer.error).toBeNull();
  });

  it('ends an answer that takes too long as a whole', async () => {
    const timeouts = { ...impatient, totalMs: 400 };
    const answer = await collectAnswer(model, '[[tokens:500]] [[gap:20]]', { timeouts });
    expectFailure(answer, 'models.timeout', name);
    expect(answer.text).not.toBe('');
  });
});

describe('OpenAI images', () => {
  beforeEach(async () => {
    providers = await useProviders();
  });

  const faults: [Fault, string][] = [
    ['400', 'models.bad_request'],
    ['401', 'models.bad_key'],
    ['429', 'models.rate_limited'],
    ['500', 'models.unavailable'],
    ['hang-headers', 'models.timeout'],
    ['cut', 'models.unavailable'],
    ['garbage', 'models.bad_answer'],
    ['refuse', 'models.refused'],
    ['empty', 'models.empty_answer'],
  ];
  it.each(faults)('turns the fault %s into %s', async (fault, code) => {
    providers.openai.script({ fault, retryAfterSeconds: 60 }, { fault }, { fault });
    expectFailure(
      await collectAnswer('openai/gpt-image-2', 'A fox', { timeouts: impatient }),
      code,
      'OpenAI',
    );
  });
});

describe('a provider that is not there', () => {
  beforeEach(async () => {
    // Nothing listens on the discard port.
    const nowhere = 'http://127.0.0.1:9';
    providers = await useProviders({
      OPENAI_BASE_URL: nowhere,
      GOOGLE_GENERATIVE_AI_BASE_URL: nowhere,
      ANTHROPIC_BASE_URL: nowhere,
      AWS_BEDROCK_BASE_URL: nowhere,
      LOCAL_OPENAI_BASE_URL: nowhere,
    });
  });

  it.each(languageModels)('%s is reported without its address', async (name, model) => {
    const answer = await collectAnswer(model, 'Hello', { timeouts: impatient });
    expectFailure(answer, 'models.unavailable', name);
    expect((answer.error as AppError).publicMessage).not.toContain('127.0.0.1');
  });
});

function expectFailure({ error, finish }: Collected, code: string, name: string): void {
  if (!AppError.isInstance(error)) throw new Error(`Not an AppError: ${inspect(error)}`);
  expect(error.code).toBe(code);
  expect(finish).toBeNull();
  expect(error.publicMessage).toContain(name);
  expect(error.publicMessage).toMatch(/^[A-Z].*\.$/);
  expect(error.publicMessage).not.toMatch(vendorWords);
  // What is kept for the log holds neither a key nor the prompt.
  const kept = inspect(error, { depth: 10, showHidden: true });
  for (const key of Object.values(KEYS)) expect(kept).not.toContain(key);
  expect(kept).not.toContain('long enough');
}
