import { afterEach, describe, expect, it } from 'vitest';
import { startGoogleReplica } from './google-replica';
import { startOpenAiReplica } from './openai-replica';
import type { Replica } from './replica/server';

const replicas: Replica[] = [];
async function start(replica: Promise<Replica>): Promise<Replica> {
  replicas.push(await replica);
  return replica;
}
afterEach(() => Promise.all(replicas.splice(0).map((replica) => replica.close())));

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const chat = (prompt: string, rest: object = {}) => ({
  model: 'x',
  messages: [{ role: 'user', content: prompt }],
  ...rest,
});

describe('a replica', () => {
  it('fails the way the prompt says, every time', async () => {
    const { url } = await start(startOpenAiReplica());
    for (let time = 0; time < 2; time++) {
      const response = await post(`${url}/chat/completions`, chat('[[fault:429]]'));
      expect(response.status).toBe(429);
    }
  });

  it('fails once when the prompt says once', async () => {
    const { url } = await start(startOpenAiReplica());
    const ask = () => post(`${url}/chat/completions`, chat('Hello [[fault:503-once]]'));
    expect((await ask()).status).toBe(503);
    expect((await ask()).status).toBe(200);
  });

  it('says as many words as the prompt says', async () => {
    const { url } = await start(startOpenAiReplica());
    const response = await post(`${url}/chat/completions`, chat('[[tokens:12]]', { stream: true }));
    expect((await response.text()).match(/word\d+/g)).toHaveLength(12);
  });

  it('plays a script first, one play for each request', async () => {
    const replica = await start(startOpenAiReplica());
    replica.script({ fault: '500' }, { text: 'scripted' });
    expect((await post(`${replica.url}/chat/completions`, chat('a'))).status).toBe(500);
    expect(await (await post(`${replica.url}/chat/completions`, chat('b'))).text()).toContain('scripted');
    expect(await (await post(`${replica.url}/chat/completions`, chat('c'))).text()).toContain('You wrote');
    expect(replica.requests.map(({ prompt }) => prompt)).toEqual(['a', 'b', 'c']);
  });

  it('waits before the first word and between words', async () => {
    const { url } = await start(startGoogleReplica({ firstTokenMs: 60, tokenGapMs: 15 }));
    const startedAt = performance.now();
    const body = { contents: [{ role: 'user', parts: [{ text: '[[tokens:6]]' }] }] };
    await (await post(`${url}/models/gemini-2.5-flash:streamGenerateContent?alt=sse`, body)).text();
    expect(performance.now() - startedAt).toBeGreaterThan(60 + 5 * 14);
  });

  it('answers whole when no stream is asked for', async () => {
    const google = await start(startGoogleReplica());
    const openai = await start(startOpenAiReplica());
    const contents = [{ role: 'user', parts: [{ text: 'Hello' }] }];
    const generated = await post(`${google.url}/models/gemini-2.5-flash:generateContent`, { contents });
    expect(await generated.json()).toMatchObject({ candidates: [{ finishReason: 'STOP' }] });
    const input = [{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }];
    const responded = await post(`${openai.url}/responses`, { model: 'gpt-5', input });
    expect(await responded.json()).toMatchObject({ status: 'completed', output: [{ type: 'message' }] });
  });
});
