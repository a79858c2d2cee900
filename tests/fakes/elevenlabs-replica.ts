import { type Replica, sendJson, startReplica } from './replica/server';
import { silentMp3, speakAloud } from './replica/sound';
import { failAtOnce } from './replica/speak';

/** ElevenLabs on the loopback: speech, and the list of models. */
export function startElevenLabsReplica(): Promise<Replica> {
  return startReplica({
    basePath: '',
    understand(request) {
      const { text = '' } = (request.body as { text?: string } | null) ?? {};
      request.prompt = text;
    },
    async answer(exchange) {
      const { request, response } = exchange;
      const key = String(request.headers['xi-api-key'] ?? '');
      const { pathname } = new URL(request.path, 'http://replica');
      if (pathname === '/v1/models') return sendJson(response, 200, [{ model_id: 'eleven_flash_v2_5' }]);
      if (await failAtOnce(exchange, (status) => errorBody(String(status), key))) return;
      if (/^\/v1\/text-to-speech\/\w+$/.test(pathname))
        return speakAloud(exchange, silentMp3, 'audio/mpeg', errorBody('content_policy_violation', key));
      sendJson(response, 404, errorBody('not_found', key));
    },
  });
}

/** What ElevenLabs says, key and all: none of it may reach a person. */
const errorBody = (status: string, key: string) => ({
  detail: { status, code: status, message: `The platform refused ${key}` },
});
