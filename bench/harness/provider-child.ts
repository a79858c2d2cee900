import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './answer-parent.mjs';
import { closeAnswer, openAnswer, type Script, sayToken } from './wire';

let script: Script = { firstTokenMs: 0, tokens: 1, intervalMs: 0 };

/** A provider that answers every request by the script. */
const server = http.createServer((request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}');
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => answer(response, JSON.parse(Buffer.concat(parts).toString()).model, { ...script }));
});
// Between two rounds nothing may be closed: a new connection would be measured.
server.keepAliveTimeout = 600_000;

function answer(response: ServerResponse, model: string, { firstTokenMs, tokens, intervalMs }: Script): void {
  const startedAt = performance.now();
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.write(openAnswer(model));
  let said = 0;
  const speak = () => {
    if (response.destroyed) return;
    const dueMs = performance.now() - startedAt - firstTokenMs;
    let text = '';
    while (said < tokens && said * intervalMs <= dueMs) {
      text += sayToken(said);
      said += 1;
    }
    if (said === tokens) response.end(text + closeAnswer(model, tokens));
    else {
      if (text !== '') response.write(text);
      // By the clock, so that lateness does not add up.
      setTimeout(speak, Math.max(0, said * intervalMs - dueMs));
    }
  };
  setTimeout(speak, firstTokenMs);
}

const listening = new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () =>
    resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`),
  );
});

answerParent({
  url: () => listening,
  follow: (given: Script) => {
    script = given;
  },
});
