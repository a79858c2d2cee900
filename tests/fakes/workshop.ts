import { startLoopbackServer } from './loopback-server';

/** What a workshop is asked for. */
export type Order = {
  use: 'image' | 'edit' | 'video' | 'speech' | 'search' | 'poll';
  wanted: string | null;
  prompt: string;
  count: number;
  /** How many pictures came along. */
  images: number;
  /** Of a poll: the film that was begun. */
  film: string | null;
};

/** What it answers: files as base64, or the failure of an engine. */
export type Answer = {
  files?: { mediaType: string; base64: string }[];
  text?: string;
  film?: string;
  progress?: number;
  costMicros?: number;
  error?: { code: string; message: string; retryable: boolean };
};

export type Workshop = Awaited<ReturnType<typeof startWorkshop>>;

/**
 * A provider of everything by a script, in a process of its own kind: workers that are killed leave it as it was. `script`
 * may be replaced at any time.
 */
export async function startWorkshop(script: (order: Order) => Promise<Answer> | Answer) {
  const orders: Order[] = [];
  const workshop = { script, orders, url: '', close: async () => {} };
  const server = await startLoopbackServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const order = JSON.parse(Buffer.concat(chunks).toString()) as Order;
    orders.push(order);
    const answer = await workshop.script(order);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  workshop.url = server.origin;
  workshop.close = server.close;
  return workshop;
}

/** The smallest picture that the door takes. */
export const DOT = {
  mediaType: 'image/png',
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
