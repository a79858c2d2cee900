import { beforeAll, expect, it } from 'vitest';
import * as everyoneRoute from '@/app/api/admin/generations/route';
import * as ownRoute from '@/app/api/generations/route';
import { type GenerationPage, generationPageSchema } from '@/lib/contracts';
import { releaseCharge, reserveCharge, settleCharge } from '@/lib/flows/charge';
import { newId } from '@/lib/kernel';
import { call } from '@/tests/support/accounts';
import { useTestDatabase } from '@/tests/support/integration';
import { aCharge, type Caller, createCaller } from '@/tests/support/ledger';

useTestDatabase();

let ada: Caller;
let bob: Caller;
let admin: Caller;

/** Something that came about, and something that did not. */
async function generate({ id: ownerId }: Caller, prompt: string): Promise<void> {
  const [made, not] = [aCharge(ownerId, 40_000), aCharge(ownerId, 10_000)];
  const audit = { tool: 'generate_image', parameters: { prompt, apiKey: 'sk-secret' } } as const;
  await reserveCharge(made);
  await settleCharge(made.key, {
    ...{ ownerId, amountMicros: 39_000, isEstimate: true, usage: { images: 1 } },
    audit: { ...audit, outcome: 'complete' },
  });
  await reserveCharge(not);
  await releaseCharge(not.key, {
    ownerId,
    audit: { ...audit, outcome: 'failed', error: 'models.timed_out' },
  });
}

type Route = { GET: Parameters<typeof call>[0] };
const read = async ({ GET }: Route, who: Caller, query = ''): Promise<GenerationPage> => {
  const response = await call(GET, `/any${query}`, { headers: who.headers });
  expect(response.status).toBe(200);
  return generationPageSchema.parse(await response.json());
};

beforeAll(async () => {
  ada = await createCaller('Ada', 'member');
  bob = await createCaller('Bob', 'member');
  admin = await createCaller('Root', 'admin');
  await generate(ada, 'a fox');
  await generate(bob, 'a secret plan');
  await generate(ada, 'a boat');
});

it('tells a person what was made and what was not, from what, by which model, at what cost', async () => {
  const { generations, next_before } = await read(ownRoute, ada);
  expect(next_before).toBeNull();
  const asked = { tool: 'generate_image', kind: 'image', model: 'openai/gpt-image-2', conversation_id: null };
  expect(generations).toMatchObject([
    { ...asked, outcome: 'failed', error: 'models.timed_out', cost_micros: 0, is_estimate: false },
    { ...asked, outcome: 'complete', error: null, cost_micros: 39_000, is_estimate: true },
    { parameters: { prompt: 'a fox' }, outcome: 'failed' },
    { parameters: { prompt: 'a fox' }, outcome: 'complete' },
  ]);
  expect(generations.every(({ person }) => person === undefined)).toBe(true);
  expect(JSON.stringify(generations)).not.toMatch(/secret plan|sk-secret/);
});

it('tells an administrator of everyone, with who it was, and nobody else', async () => {
  const { generations } = await read(everyoneRoute, admin);
  expect(generations.map(({ person }) => person?.name)).toEqual(['Ada', 'Ada', 'Bob', 'Bob', 'Ada', 'Ada']);
  for (const who of [ada, bob])
    expect((await call(everyoneRoute.GET, '/any', { headers: who.headers })).status).toBe(404);
  expect((await call(ownRoute.GET, '/any', {})).status).toBe(401);
});

it('goes on where the page before ended, each entry once', async () => {
  for (const [route, who, count] of [
    [ownRoute, ada, 4],
    [everyoneRoute, admin, 6],
  ] as const) {
    const whole = (await read(route, who)).generations;
    const seen: GenerationPage['generations'] = [];
    let before: string | null = null;
    do {
      const page: GenerationPage = await read(route, who, `?limit=3${before ? `&before=${before}` : ''}`);
      seen.push(...page.generations);
      before = page.next_before;
    } while (before);
    expect(seen).toEqual(whole);
    expect(seen).toHaveLength(count);
  }
});

it("shows nothing of anybody else to who names another person's entry, and refuses nonsense", async () => {
  const [, , bobs] = (await read(everyoneRoute, admin)).generations;
  expect(bobs?.person?.name).toBe('Bob');
  for (const id of [bobs?.id, newId()])
    expect((await read(ownRoute, ada, `?before=${id}`)).generations).toEqual([]);
  for (const query of ['?before=x', '?limit=0', '?limit=101'])
    expect((await call(ownRoute.GET, `/any${query}`, { headers: ada.headers })).status).toBe(400);
});
