import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { answerParent } from './answer-parent.mjs';

let [folder, number] = ['', 0];

/** The least that taking an upload can cost: the request into a file. */
const server = http.createServer(async (request, response) => {
  number += 1;
  const file = path.join(folder, String(number));
  await pipeline(request, createWriteStream(file, { flush: true }));
  response.writeHead(201).end();
  await rm(file);
});

const listening = new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
});

answerParent({
  url: () => listening,
  useFolder: (given: string) => {
    folder = given;
  },
});
