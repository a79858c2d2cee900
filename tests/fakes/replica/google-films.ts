import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Play } from './play';
import { type Exchange, sendJson } from './server';
import { answerWhole } from './whole';

const clip = path.resolve(import.meta.dirname, '../../fixtures/media/clip.mp4');
const POLLS = 2;
const operationPath = /^\/v1beta\/models\/[^/]+\/operations\/(\w+)$/;
const filePath = /^\/v1beta\/files\/(\w+):download$/;

type Film = { play: Play; polls: number };

export const isFilmPath = (pathname: string) => operationPath.test(pathname) || filePath.test(pathname);

/**
 * Veo: an operation that is asked about some times, then a film at an address that demands the key. What is to fail
 * after the start is decided by the prompt it began with, or by the script of that very request.
 */
export function createFilms() {
  const films = new Map<string, Film>();
  return {
    start(exchange: Exchange, model: string): void {
      const id = `op${films.size + 1}`;
      films.set(id, { play: exchange.play, polls: exchange.play.polls ?? POLLS });
      const isLater = exchange.play.fault !== 'garbage' && exchange.play.fault !== 'cut';
      const body = { name: `models/${model}/operations/${id}` };
      if (isLater) sendJson(exchange.response, 200, body);
      else answerWhole(exchange, body);
    },

    async answer(exchange: Exchange, key: string): Promise<void> {
      const { request, response } = exchange;
      const { pathname } = new URL(request.path, 'http://replica');
      const [, polled] = pathname.match(operationPath) ?? [];
      const [, downloaded] = pathname.match(filePath) ?? [];
      const film = films.get(polled ?? downloaded ?? '');
      if (!film) return sendJson(response, 404, { error: { code: 404, message: 'No such operation' } });
      const fault = exchange.play.fault ?? film.play.fault;
      if (downloaded) return download(exchange, fault, key);
      if (fault === 'garbage') return answerWhole({ ...exchange, play: { fault } }, null);
      film.polls -= 1;
      const name = `models/veo/operations/${polled}`;
      if (film.polls >= 0) return sendJson(response, 200, { name });
      const origin = `http://${request.headers.host}`;
      const sample = { video: { uri: `${origin}/v1beta/files/${polled}:download?alt=media` } };
      sendJson(response, 200, { name, done: true, ...outcome(fault, sample) });
    },
  };
}

function outcome(fault: Play['fault'], sample: object): object {
  if (fault === 'error') return { error: { code: 13, message: 'Internal error. sk-replica-secret' } };
  if (fault === 'error-429') return { error: { code: 8, message: 'Resource exhausted' } };
  const filtered = { raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['The platform filtered it.'] };
  if (fault === 'refuse') return { response: { generateVideoResponse: filtered } };
  if (fault === 'empty') return { response: { generateVideoResponse: { generatedSamples: [] } } };
  return { response: { generateVideoResponse: { generatedSamples: [sample] } } };
}

async function download({ request, response }: Exchange, fault: Play['fault'], key: string): Promise<void> {
  // The live service takes the key in the address as well, from where it gets into logs: here it may not be there.
  if (key === '' || new URL(request.path, 'http://replica').searchParams.has('key'))
    return sendJson(response, 403, { error: { code: 403, message: 'Method not allowed without the key' } });
  const bytes = fault === 'wrong-media' ? Buffer.from('<html>No film at all</html>') : readFileSync(clip);
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length });
  if (fault !== 'early-end' && fault !== 'stall') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => {
    if (fault === 'early-end') response.destroy();
  });
}
