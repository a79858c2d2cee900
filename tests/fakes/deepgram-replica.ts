import { type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce } from './replica/speak';
import { asDeepgram, writeDown } from './replica/write-down';

/** Deepgram on the loopback: recordings, and the list of projects that a key may see. */
export function startDeepgramReplica(): Promise<Replica> {
  return startReplica({
    basePath: '',
    understand(request, raw) {
      if (request.method !== 'POST') return;
      const mediaType = String(request.headers['content-type'] ?? '');
      request.images.push({ mediaType, bytes: raw });
    },
    async answer(exchange) {
      const { request, response } = exchange;
      const key = String(request.headers.authorization ?? '');
      const { pathname } = new URL(request.path, 'http://replica');
      if (pathname === '/v1/projects') return sendJson(response, 200, { projects: [] });
      if (await failAtOnce(exchange, (status) => errorBody(status, key))) return;
      if (pathname === '/v1/listen') return writeDown(exchange, asDeepgram);
      sendJson(response, 404, errorBody(404, key));
    },
  });
}

/** What Deepgram says, key and all: none of it may reach a person. */
const errorBody = (status: number, key: string) => ({
  err_code: status === 401 ? 'INVALID_AUTH' : 'Bad Request',
  err_msg: `The platform refused ${key}`,
  request_id: 'replica',
});
