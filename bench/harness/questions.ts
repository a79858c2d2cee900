import { newId } from '@/lib/kernel';
import type { App } from './app';
import type { BenchDatabase } from './bench-database';
import { QUESTION } from './sample-turn';
import { seedConversation } from './seed-conversation';
import type { StreamRequest } from './stream-client';

/** What a conversation holds before the message that is measured. */
const HISTORY = 20;

/** The question as a client of the app sends it, each in a conversation of its own that has some history. */
export async function prepareQuestions(
  { pool }: BenchDatabase,
  app: App,
  questions: number,
): Promise<StreamRequest[]> {
  const requests: StreamRequest[] = [];
  for (let i = 0; i < questions; i++) {
    const id = await seedConversation(pool, app.ownerId, { messageCount: HISTORY });
    requests.push({
      url: `${app.url}/api/conversations/${id}/messages`,
      headers: { ...app.headers, accept: 'text/event-stream' },
      body: { id: newId(), content: QUESTION },
      firstToken: '"text-delta"',
    });
  }
  return requests;
}

/** The question as the provider takes it, from itself or from a relay that passes its bytes on. */
export function askProvider(url: string): StreamRequest {
  const input = [{ role: 'user', content: [{ type: 'input_text', text: QUESTION }] }];
  return {
    url,
    body: { model: 'bench', input, stream: true, store: false },
    firstToken: '.output_text.delta',
  };
}

/** The same, from a relay that parses. */
export function askParsingRelay(url: string): StreamRequest {
  return { ...askProvider(url), firstToken: '"text-delta"' };
}

/** Takes one of several prepared things. */
export function take<Thing>(things: Thing[]): Thing {
  const thing = things.pop();
  if (thing === undefined) throw new Error('Too few were prepared.');
  return thing;
}
