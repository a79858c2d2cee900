import { createMessagesDialect } from './replica/messages-dialect';
import { noteWords } from './replica/note-words';
import type { Play } from './replica/play';
import { asMessages } from './replica/search';
import { type RecordedRequest, type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';
import { answerWhole } from './replica/whole';

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
      const { model = '', stream } = request.body as Body;
      if (pathname === '/v1/messages' && !stream) return answerWhole(exchange, asMessages(model, exchange));
      if (pathname === '/v1/messages')
        return speak(exchange, createMessagesDialect(model), tellReceived('Anthropic', request, play), false);
      sendJson(response, 404, errorBody(404, key));
    },
  });
}

type Content = {
  type: string;
  text?: string;
  source?: { type: string; media_type: string; data: string };
  /** Of what a tool gave. */
  content?: string | { text?: string }[];
};
type Body = {
  model?: string;
  stream?: boolean;
  tools?: { name: string; type?: string; input_schema?: object }[];
  messages?: { role?: string; content?: Content[] }[];
};

function understand(request: RecordedRequest): void {
  const { messages = [], tools = [] } = (request.body as Body | null) ?? {};
  request.tools = tools.flatMap(({ name, input_schema }) => (input_schema ? name : []));
  for (const { role, content = [] } of messages) {
    if (role !== 'user') continue;
    for (const { source } of content) {
      if (source?.type === 'base64')
        request.images.push({ mediaType: source.media_type, bytes: Buffer.from(source.data, 'base64') });
    }
    const results = content.filter(({ type }) => type === 'tool_result');
    for (const { content: told = '' } of results)
      request.results.push(typeof told === 'string' ? told : told.map(({ text }) => text ?? '').join('\n'));
    const words = content.flatMap(({ type, text }) => (type === 'text' && text ? text : []));
    if (results.length === 0 || words.length > 0) noteWords(request, words);
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
