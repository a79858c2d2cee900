import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkModels, costOf, listModels, makeImages } from '@/lib/models';
import { overrideEnv } from '@/lib/platform/env';
import { startLoopbackServer } from '../fakes/loopback-server';
import { collectAnswer } from '../support/collect-answer';
import { solidPicture } from '../support/solid-picture';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'tests/fixtures/example-engine');

const place: { url?: string } = vi.hoisted(() => ({}));
// The one line that registers it.
vi.mock('@/lib/models/adapters', async (load) => {
  const { providers } = await load<{ providers: unknown[] }>();
  const { createInkwell } = await import('../fixtures/example-engine');
  return { providers: [createInkwell(() => place.url), ...providers] };
});

let status = 200;
let lines: string[] = [];
let picture: Buffer;
let server: Awaited<ReturnType<typeof startLoopbackServer>>;
beforeAll(async () => {
  overrideEnv({ LOG_LEVEL: 'error' });
  picture = Buffer.from(await solidPicture('teal'));
  server = await startLoopbackServer(async (message, response) => {
    message.resume();
    response.writeHead(status);
    if (status !== 200) response.end();
    else if (message.url === '/pictures') response.end(picture);
    else response.end(lines.map((line) => `${line}\n`).join(''));
  });
  place.url = server.origin;
});
afterAll(async () => {
  overrideEnv(undefined);
  await server.close();
});

it('is shown on the page exactly as it is', () => {
  const page = readFileSync(path.join(ROOT, 'docs/engines.md'), 'utf8');
  for (const name of readdirSync(EXAMPLE)) {
    const language = name.endsWith('.json') ? 'json' : 'ts';
    const code = readFileSync(path.join(EXAMPLE, name), 'utf8');
    expect(page.includes(`\`\`\`${language}\n${code}\`\`\``), `${name} differs from docs/engines.md`).toBe(
      true,
    );
  }
});

it('is offered, answers and is charged for', async () => {
  expect((await listModels()).map(({ id }) => id)).toContain('inkwell/quill');
  lines = ['{"words":"Ink "}', '{"words":"flows."}', '{"read":12,"written":3}'];
  const answer = await collectAnswer('inkwell/quill', 'Hello');
  expect(answer).toMatchObject({ text: 'Ink flows.', error: null, finish: { reason: 'stop' } });
  // 12 × $0.2 + 3 × $0.8, a million each: 4.8 micros, rounded up.
  expect(costOf('inkwell/quill', answer.finish?.usage ?? null)).toEqual({ micros: 5, isEstimate: false });
});

it('draws when it is asked by name, for the price of a picture', async () => {
  const made = await makeImages({
    ...{ use: 'image', wanted: 'inkwell/brush', prompt: 'A fox', images: [] },
    signal: new AbortController().signal,
  });
  expect(made).toMatchObject({ costMicros: 20_000, isEstimate: false, maker: { id: 'inkwell/brush' } });
  expect(Buffer.from(made.images[0]?.bytes ?? []).equals(picture)).toBe(true);
});

it.each([
  [401, 'models.bad_key'],
  [451, 'models.refused'],
  [400, 'models.bad_request'],
  [503, 'models.unavailable'],
])('says in our words what a %i means', async (code, expected) => {
  status = code;
  const answer = await collectAnswer('inkwell/quill', 'Hello', { timeouts: { retryMs: 1 } });
  status = 200;
  expect(answer.error).toMatchObject({
    ...{ code: expected },
    publicMessage: expect.stringMatching(/^Inkwell .*\.$/),
  });
});

it.each([
  [['{"words":"Ink"}'], 'models.interrupted'],
  [['{"words":"Ink"}', 'nonsense'], 'models.bad_answer'],
])('tells an answer that is not whole: %j', async (said, expected) => {
  lines = said;
  const answer = await collectAnswer('inkwell/quill', 'Hello');
  expect(answer).toMatchObject({ text: 'Ink', finish: null, error: { code: expected } });
});

it('is examined by the doctor', async () => {
  const checks = Object.fromEntries((await checkModels()).map((check) => [check.name, check]));
  expect(checks['models: inkwell']).toMatchObject({ status: 'ok', detail: 'reachable, 2 models offered' });
  expect(checks['engine: inkwell text']).toMatchObject({ detail: expect.stringContaining('failed') });
  expect(checks['engine: inkwell images']).toMatchObject({ status: 'ok', detail: '1 call, 0 failed' });
});
