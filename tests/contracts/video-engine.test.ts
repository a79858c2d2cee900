import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VideoCall, VideoState } from '@/lib/models/ports';
import type { Fault } from '../fakes/replica/play';
import { itTranslatesFaults } from '../support/engine-faults';
import { failureOf, findEngine } from '../support/find-engine';
import { solidPicture } from '../support/solid-picture';
import { KEYS, type Providers, useProviders } from '../support/use-providers';

const green = await solidPicture('#2e8b57');
const clip = readFileSync(path.resolve(import.meta.dirname, '../fixtures/media/clip.mp4'));
const id = 'google/veo-3.1-fast-generate-preview';

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders();
});
afterEach(() => providers.close());

async function videoEngine() {
  const { provider, model } = await findEngine(id);
  if (!provider.video) throw new Error('It makes no films.');
  return { engine: provider.video, model };
}

async function start(call: Partial<VideoCall> = {}) {
  const { engine, model } = await videoEngine();
  const { signal } = new AbortController();
  return (await engine.start({ model, prompt: 'A fox runs', signal, ...call })).operation;
}

async function poll(operation: unknown, signal = new AbortController().signal) {
  const { engine, model } = await videoEngine();
  return engine.poll({ model, operation, signal });
}

async function untilDone(operation: unknown): Promise<Extract<VideoState, { status: 'done' }>> {
  for (let asked = 0; asked < 10; asked++) {
    const state = await poll(operation);
    if (state.status === 'done') return state;
  }
  throw new Error('It never ended.');
}

describe(`video engine: ${id}`, () => {
  it('starts, is asked about, and gives the film', async () => {
    const operation = await start();
    expect(await poll(operation)).toEqual({ status: 'running', progress: null });
    const { mediaType, body, usage } = await untilDone(operation);
    expect(mediaType).toBe('video/mp4');
    expect(usage).toEqual({ seconds: 8 });
    expect(Buffer.from(await new Response(body).arrayBuffer()).equals(clip)).toBe(true);
  });

  it('is told of the shape, the length it can have, and the picture to begin with', async () => {
    await start({
      aspectRatio: '9:16',
      durationSeconds: 5,
      image: { mediaType: 'image/png', bytes: green },
    });
    const request = providers.google.requests.at(-1);
    expect(request?.body).toMatchObject({
      instances: [{ prompt: 'A fox runs' }],
      parameters: { aspectRatio: '9:16', durationSeconds: 6, sampleCount: 1 },
    });
    expect(request?.images[0]?.bytes.equals(Buffer.from(green))).toBe(true);
  });

  it('keeps an operation that survives as JSON and holds no key and no address', async () => {
    const kept = JSON.stringify(await start());
    expect(kept).not.toContain(KEYS.google);
    expect(kept).not.toContain('http');
    const { body } = await untilDone(JSON.parse(kept));
    await body.cancel();
  });

  it('sends the key in a header, never in an address', async () => {
    const { body } = await untilDone(await start());
    await body.cancel();
    for (const { path: address, headers } of providers.google.requests) {
      expect(address).not.toContain(KEYS.google);
      expect(headers['x-goog-api-key']).toBe(KEYS.google);
    }
  });

  it('refuses an operation that is none of its own', async () => {
    for (const operation of [null, {}, { operationName: '../files/x', seconds: 8 }, 'models/a/operations/b'])
      expect((await failureOf(poll(operation))).code).toBe('models.bad_request');
  });

  describe('when it starts', () => {
    itTranslatesFaults({
      replica: () => providers.google,
      run: (signal) => start({ signal }),
      without: ['empty', 'refuse', 'wrong-media'],
    });
  });

  const later: [Fault, string][] = [
    ['refuse', 'models.refused'],
    ['empty', 'models.empty_answer'],
    ['error', 'models.unavailable'],
    ['error-429', 'models.rate_limited'],
    ['wrong-media', 'models.bad_answer'],
  ];
  it.each(later)('turns the fault %s of an operation into %s', async (fault, code) => {
    const operation = await start({ prompt: `A fox [[fault:${fault}]]` });
    expect((await failureOf(untilDone(operation))).code).toBe(code);
  });

  it.each([
    ['401', 'models.bad_key'],
    ['429', 'models.rate_limited'],
    ['503', 'models.unavailable'],
    ['garbage', 'models.bad_answer'],
  ] as const)(
    'turns the fault %s while it is asked about into %s, and can be asked again',
    async (fault, code) => {
      const operation = await start();
      providers.google.script({ fault });
      expect((await failureOf(poll(operation))).code).toBe(code);
      expect(await poll(operation)).toMatchObject({ status: 'running' });
    },
  );

  it('tells of a film that breaks off in the middle', async () => {
    const { body } = await untilDone(await start({ prompt: 'A fox [[fault:early-end]]' }));
    expect((await failureOf(new Response(body).arrayBuffer())).code).toBe('models.interrupted');
  });

  it('ends a film that stalls when it is stopped', async () => {
    const operation = await start({ prompt: 'A fox [[fault:stall]] [[polls:0]]' });
    const controller = new AbortController();
    const state = await poll(operation, controller.signal);
    if (state.status !== 'done') throw new Error('It should be done.');
    const reading = expect(new Response(state.body).arrayBuffer()).rejects.toThrow();
    controller.abort();
    await reading;
  });
});
