import { createMessagesDialect } from './replica/messages-dialect';
import type { Play } from './replica/play';
import { type RecordedRequest, type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';

export type AnthropicReplicaOptions = Pick<Play, 'firstTokenMs' | 'tokenGapMs'> & {
  port?: number;
  /** The only key that is taken; by default any. */
  apiKey?: string;
};

/** Claude on the loopback: the Messages API, streaming, and the list of models. */
export function startAnthropicReplica(options: AnthropicReplicaOptions = {}): Promise<Replica> {
  const { port, apiKey, ...pace } = options;
  return startReplica({
    basePath: '/v1',
    pace,
    port,
    understand,
    async answer(exchange) {
      const { request, response, play } = exchange;
      const key = String(request.headers['x-api-key'] ?? '');
      if (apiKey !== undefined && key !== apiKey) return sendJson(response, 401, errorBody(401, key));
      const { pathname } = new URL(request.path, 'http://replica');
      if (pathname === '/v1/models') return sendJson(response, 200, { data: [{ id: 'claude-sonnet-5-5' }] });
      if (await failAtOnce(exchange, (status) => errorBody(status, key))) return;
      const { model = '' } = request.body as { model?: string };
      if (pathname === '/v1/messages')
        return speak(exchange, createMessagesDialect(model), tellReceived('Anthropic', request, play), false);
      sendJson(response, 404, errorBody(404, key));
    },
  });
}

type Content = { type: string; text?: string; source?: { type: string; media_type: string; data: string } };
type Body = { messages?: { role?: string; content?: Content[] }[] };

function understand(request: RecordedRequest): void {
  for (const { role, content = [] } of (request.body as Body | null)?.messages ?? []) {
    if (role !== 'user') continue;
    for (const { source } of content) {
      if (source?.type === 'base64')
        request.images.push({ mediaType: source.media_type, bytes: Buffer.from(source.data, 'base64') });
    }
    request.prompt = content
      .map(({ text }) => text ?? '')
      .join('\n')
      .trim();
  }
}

/** What Anthropic says, key and all: none of it may reach a person. */
function errorBody(status: number, key: string): unknown {
  const types: Record<number, string> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    404: 'not_found_error',
    429: 'rate_limit_error',
    529: 'overloaded_error',
  };
  const error = { type: types[status] ?? 'api_error', message: `The platform says ${status} to ${key}` };
  return { type: 'error', error, request_id: 'req_replica' };
}
