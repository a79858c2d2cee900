import { createGoogleDialect } from './replica/google-dialect';
import { replicaPicture } from './replica/picture';
import { asksForPicture, type Play } from './replica/play';
import { type Exchange, type RecordedRequest, type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';
import { asGoogle, writeDown } from './replica/write-down';

export type GoogleReplicaOptions = Pick<Play, 'firstTokenMs' | 'tokenGapMs'> & {
  port?: number;
  /** The only key that is taken; by default any. */
  apiKey?: string;
};

/**
 * Gemini on the loopback: `:streamGenerateContent`, `:generateContent`, transcripts and the list of models. What a prompt
 * may ask for is in replica/play.ts.
 */
export function startGoogleReplica(options: GoogleReplicaOptions = {}): Promise<Replica> {
  const { port, apiKey, ...pace } = options;
  return startReplica({
    basePath: '/v1beta',
    pace,
    port,
    understand,
    async answer(exchange) {
      const { request, response } = exchange;
      const key = String(request.headers['x-goog-api-key'] ?? '');
      if (apiKey !== undefined && key !== apiKey) return sendJson(response, 400, errorBody(401, key));
      const { pathname } = new URL(request.path, 'http://replica');
      if (pathname === '/v1beta/models')
        return sendJson(response, 200, { models: [{ name: 'models/gemini-2.5-flash' }] });
      // Google answers a wrong key with 400.
      if (exchange.play.fault === '401') return sendJson(response, 400, errorBody(401, key));
      if (await failAtOnce(exchange, (status) => errorBody(status, key, exchange.play))) return;
      if (pathname === '/v1beta/interactions') return writeDown(exchange, asGoogle);
      const [, model, method] = pathname.match(/^\/v1beta\/models\/([^/:]+):(\w+)$/) ?? [];
      if (model && method === 'streamGenerateContent') return stream(exchange, model);
      if (model && method === 'generateContent') return generate(exchange, model);
      sendJson(response, 404, {
        error: { code: 404, message: `Unknown path ${pathname}`, status: 'NOT_FOUND' },
      });
    },
  });
}

type Part = { text?: string; inlineData?: { mimeType: string; data: string } };
type Body = {
  contents?: { role?: string; parts?: Part[] }[];
  generationConfig?: { responseModalities?: string[] };
};

async function stream(exchange: Exchange, model: string): Promise<void> {
  const { request, play } = exchange;
  const dialect = createGoogleDialect(model, () => replicaPicture(request.prompt));
  return speak(exchange, dialect, tellReceived('Google', request, play), draws(exchange));
}

async function generate(exchange: Exchange, model: string): Promise<void> {
  const { request, response, play } = exchange;
  const parts: Part[] = [{ text: tellReceived('Google', request, play) }];
  if (draws(exchange)) {
    const data = (await replicaPicture(request.prompt)).toString('base64');
    parts.push({ inlineData: { mimeType: 'image/png', data } });
  }
  sendJson(response, 200, {
    candidates: [{ content: { parts, role: 'model' }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 34, totalTokenCount: 46 },
    modelVersion: model,
    responseId: 'replica',
  });
}

function draws({ request, play }: Exchange): boolean {
  const modalities = (request.body as Body).generationConfig?.responseModalities ?? [];
  return modalities.includes('IMAGE') && (play.picture ?? asksForPicture(request.prompt));
}

function understand(request: RecordedRequest): void {
  for (const { role, parts = [] } of (request.body as Body | null)?.contents ?? []) {
    for (const { inlineData } of parts) {
      if (inlineData)
        request.images.push({
          mediaType: inlineData.mimeType,
          bytes: Buffer.from(inlineData.data, 'base64'),
        });
    }
    if (role === 'user')
      request.prompt = parts
        .map(({ text }) => text ?? '')
        .join('\n')
        .trim();
  }
}

/** What Google says, key and all: none of it may reach a person. */
function errorBody(status: number, key: string, play: Play = {}): unknown {
  const reasons: Record<number, { message: string; status: string; details?: unknown[] }> = {
    400: { message: `Invalid argument with ${key}`, status: 'INVALID_ARGUMENT' },
    401: {
      message: `API key not valid: ${key}. Please pass a valid API key.`,
      status: 'INVALID_ARGUMENT',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'API_KEY_INVALID',
          domain: 'googleapis.com',
        },
      ],
    },
    429: {
      message: `You exceeded your current quota with ${key}.`,
      status: 'RESOURCE_EXHAUSTED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.RetryInfo',
          retryDelay: `${play.retryAfterSeconds ?? 0}s`,
        },
      ],
    },
    503: { message: `The model is overloaded. ${key}`, status: 'UNAVAILABLE' },
  };
  const said = reasons[status] ?? { message: `An internal error has occurred. ${key}`, status: 'INTERNAL' };
  return { error: { code: status === 401 ? 400 : status, ...said } };
}
