import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './answer-parent.mjs';

/** What is the least that can stand between a provider and a browser: two ways to pass an answer on. */
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
let providerUrl = '';

const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    http
      .request(`${providerUrl}/responses`, { method: 'POST', agent, headers }, (answer) => {
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
        if (request.url === '/bytes') answer.pipe(response);
        else parse(answer, response);
      })
      .end(body);
  });
});
server.keepAliveTimeout = 600_000;

/** Reads each event and writes it anew, in the words of the AI SDK's UI-message stream. */
function parse(answer: IncomingMessage, response: ServerResponse): void {
  let rest = '';
  answer.setEncoding('utf8');
  answer.on('data', (part: string) => {
    const events = (rest + part).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const { type, delta } = JSON.parse(event.slice(event.indexOf('data: ') + 'data: '.length));
      if (type !== 'response.output_text.delta') continue;
      response.write(`data: ${JSON.stringify({ type: 'text-delta', id: '1', delta })}\n\n`);
    }
  });
  answer.on('end', () => response.end('data: [DONE]\n\n'));
}

const listening = new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});

answerParent({
  relay: (given: { providerUrl: string }) => {
    providerUrl = given.providerUrl;
    return listening;
  },
});
