import { createChatDialect } from './replica/chat-dialect';
import { replicaPicture } from './replica/picture';
import { asksForPicture, type Play } from './replica/play';
import { createResponsesDialect } from './replica/responses-dialect';
import {
  decodeDataUrl,
  type Exchange,
  type RecordedRequest,
  type Replica,
  sendJson,
  startReplica,
} from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';
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

async function drawPicture({ request, response, play }: Exchange): Promise<void> {
  if (play.fault === 'refuse') {
    const message = 'Your request was rejected by the safety system.';
    return sendJson(response, 400, {
      error: { message, type: 'image_generation_user_error', code: 'moderation_blocked', param: null },
    });
  }
  if (play.fault === 'garbage')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[');
  if (play.fault === 'cut' || play.fault === 'early-end') return void response.destroy();
  const data =
    play.fault === 'empty'
      ? []
      : [
          {
            b64_json: (await replicaPicture(request.prompt)).toString('base64'),
            revised_prompt: `${request.prompt}, in soft light`,
          },
        ];
  const usage = {
    input_tokens: 12,
    output_tokens: 4160,
    total_tokens: 4172,
    input_tokens_details: { image_tokens: 0, text_tokens: 12 },
  };
  sendJson(response, 200, {
    created: 1770935200,
    background: 'opaque',
    data,
    output_format: 'png',
    quality: 'high',
    size: '1024x1024',
    usage,
  });
}

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
  const body = request.body as { prompt?: string; input?: unknown; messages?: unknown } | null;
  request.prompt = body?.prompt ?? '';
  const turns = (Array.isArray(body?.input) ? body.input : (body?.messages ?? [])) as {
    role?: string;
    content?: Content;
  }[];
  for (const { role, content } of turns) {
    if (role !== 'user') continue;
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
    request.prompt = parts
      .map(({ text }) => text ?? '')
      .join('\n')
      .trim();
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
