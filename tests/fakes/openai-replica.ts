import { createChatDialect } from './replica/chat-dialect';
import { noteWords } from './replica/note-words';
import { replicaPicture } from './replica/picture';
import { asksForPicture, type Play } from './replica/play';
import { createResponsesDialect } from './replica/responses-dialect';
import { asResponses } from './replica/search';
import {
  decodeDataUrl,
  type Exchange,
  type RecordedRequest,
  type Replica,
  sendJson,
  startReplica,
} from './replica/server';
import { silentMp3, speakAloud } from './replica/sound';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';
import { answerWhole } from './replica/whole';
import { asOpenAi, writeDown } from './replica/write-down';

export type OpenAiReplicaOptions = Pick<Play, 'firstTokenMs' | 'tokenGapMs'> & {
  port?: number;
  /** The only key that is taken; by default any. */
  apiKey?: string;
  /** Ids that `GET /models` lists. */
  models?: string[];
};

/**
 * OpenAI on the loopback: Responses, chat completions, images, transcripts and the list of models, streaming and unary.
 * What a prompt may ask for is in replica/play.ts.
 */
export function startOpenAiReplica(options: OpenAiReplicaOptions = {}): Promise<Replica> {
  const { port, apiKey, models = ['gpt-5', 'llava:13b', 'nomic-embed-text'], ...pace } = options;
  return startReplica({
    basePath: '/v1',
    pace,
    port,
    understand,
    async answer(exchange) {
      const { request, response } = exchange;
      const key = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
      if (apiKey !== undefined && key !== apiKey) return sendJson(response, 401, errorBody(401, key));
      const { pathname } = new URL(request.path, 'http://replica');
      if (pathname === '/v1/models') return sendJson(response, 200, listOf(models));
      if (await failAtOnce(exchange, (status) => errorBody(status, key, exchange.play.refusedParameter)))
        return;
      if (pathname === '/v1/responses') return respond(exchange);
      if (pathname === '/v1/chat/completions') return chat(exchange);
      if (pathname === '/v1/audio/speech') return speakAloud(exchange, silentMp3, 'audio/mpeg', refusal);
      if (pathname === '/v1/audio/transcriptions') {
        const { response_format: format } = request.body as { response_format?: string };
        return writeDown(exchange, (text) => asOpenAi(text, format === 'verbose_json'));
      }
      if (pathname === '/v1/images/generations' || pathname === '/v1/images/edits')
        return drawPicture(exchange);
      sendJson(response, 404, {
        error: {
          message: `Unknown path ${pathname}`,
          type: 'invalid_request_error',
          code: null,
          param: null,
        },
      });
    },
  });
}

type Body = { model?: string; stream?: boolean; tools?: { type: string }[] };

async function respond(exchange: Exchange): Promise<void> {
  const { request, response, play } = exchange;
  const { model = '', stream, tools = [] } = request.body as Body;
  const text = tellReceived('OpenAI', request, play);
  const draws =
    tools.some(({ type }) => type === 'image_generation') && (play.picture ?? asksForPicture(request.prompt));
  if (stream)
    return speak(
      exchange,
      createResponsesDialect(model, () => replicaPicture(request.prompt)),
      text,
      draws,
    );
  if (tools.some(({ type }) => type === 'web_search'))
    return answerWhole(exchange, asResponses(model, exchange));
  const content = [{ type: 'output_text', text, annotations: [] }];
  sendJson(response, 200, {
    id: 'resp_replica',
    object: 'response',
    created_at: 1763474589,
    status: 'completed',
    error: null,
    incomplete_details: null,
    model,
    output: [{ id: 'msg_replica', type: 'message', status: 'completed', role: 'assistant', content }],
    usage: { input_tokens: 12, output_tokens: 34, total_tokens: 46 },
  });
}

async function chat(exchange: Exchange): Promise<void> {
  const { request, response, play } = exchange;
  const { model = '', stream } = request.body as Body;
  const text = tellReceived('local', request, play);
  if (stream) return speak(exchange, createChatDialect(model), text, false);
  const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 };
  sendJson(response, 200, {
    id: 'chatcmpl-replica',
    object: 'chat.completion',
    created: 1770933892,
    model,
    choices,
    usage,
  });
}

const refusal = {
  error: {
    message: 'Your request was rejected by the safety system.',
    type: 'image_generation_user_error',
    code: 'moderation_blocked',
    param: null,
  },
};

async function drawPicture(exchange: Exchange): Promise<void> {
  const { request, response, play } = exchange;
  if (play.fault === 'refuse') return sendJson(response, 400, refusal);
  const { n = 1, size = '1024x1024' } = request.body as { n?: number | string; size?: string };
  const picture = play.fault === 'wrong-media' ? Buffer.from('<html>') : await replicaPicture(request.prompt);
  const drawn = { b64_json: picture.toString('base64'), revised_prompt: `${request.prompt}, in soft light` };
  const count = play.fault === 'empty' ? 0 : Number(n);
  answerWhole(exchange, {
    created: 1770935200,
    background: 'opaque',
    data: Array.from({ length: count }, () => drawn),
    output_format: 'png',
    quality: 'high',
    size,
    usage: {
      input_tokens: 12,
      output_tokens: 4160,
      total_tokens: 4172,
      input_tokens_details: { image_tokens: 0, text_tokens: 12 },
    },
  });
}

type AnyBody = {
  prompt?: string;
  input?: unknown;
  messages?: unknown;
  tools?: { type?: string; name?: string; function?: { name?: string } }[];
};

const toText = (said: unknown) => (typeof said === 'string' ? said : JSON.stringify(said));

type Content = string | { type: string; text?: string; image_url?: string | { url: string } }[];

/** Finds the prompt and the pictures in any of the request shapes. */
async function understand(request: RecordedRequest, raw: Buffer): Promise<void> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    request.body = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
    request.prompt = String(form.get('prompt') ?? '');
    for (const value of form.values()) {
      if (typeof value === 'string') continue;
      request.images.push({ mediaType: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    }
    return;
  }
  const body = request.body as AnyBody | null;
  request.prompt = body?.prompt ?? '';
  request.tools = (body?.tools ?? []).flatMap(({ type, name, function: described }) =>
    type === 'function' ? (name ?? described?.name ?? []) : [],
  );
  const turns = (Array.isArray(body?.input) ? body.input : (body?.messages ?? [])) as {
    role?: string;
    type?: string;
    content?: Content;
    output?: unknown;
  }[];
  for (const { role, type, content, output } of turns) {
    if (type === 'function_call_output') request.results.push(toText(output));
    if (role === 'tool') request.results.push(toText(content));
    if (role !== 'user') continue;
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
    noteWords(
      request,
      parts.map(({ text }) => text ?? ''),
    );
    for (const { image_url: image } of parts) {
      request.images.push(...decodeDataUrl(typeof image === 'object' ? image.url : image));
    }
  }
}

/** What OpenAI says, key and all: none of it may reach a person. */
function errorBody(status: number, key: string, param: string | null = null): unknown {
  const said: Record<number, { message: string; type: string; code: string | null }> = {
    400: {
      message: `Invalid request made with ${key}`,
      type: 'invalid_request_error',
      code: 'invalid_value',
    },
    401: {
      message: `Incorrect API key provided: ${key}. You can find your API key at platform.`,
      type: 'invalid_request_error',
      code: 'invalid_api_key',
    },
    429: {
      message: `Rate limit reached for ${key} on tokens per min.`,
      type: 'tokens',
      code: 'rate_limit_exceeded',
    },
  };
  return {
    error: {
      param,
      ...(said[status] ?? {
        message: `Internal failure while serving ${key}`,
        type: 'server_error',
        code: null,
      }),
    },
  };
}

const listOf = (ids: string[]) => ({
  object: 'list',
  data: ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'replica' })),
});
