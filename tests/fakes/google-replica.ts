import { createGoogleDialect } from './replica/google-dialect';
import { createFilms, isFilmPath } from './replica/google-films';
import { asPicture, asSpeech } from './replica/google-media';
import { noteWords } from './replica/note-words';
import { replicaPicture } from './replica/picture';
import { asksForPicture, type Play } from './replica/play';
import { asGrounded } from './replica/search';
import { type Exchange, type RecordedRequest, type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';
import { answerWhole } from './replica/whole';
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
  const films = createFilms();
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
      if (isFilmPath(pathname)) return films.answer(exchange, key);
      const [, model, method] = pathname.match(/^\/v1beta\/models\/([^/:]+):(\w+)$/) ?? [];
      if (model && method === 'predictLongRunning') return films.start(exchange, model);
      if (model && losesSignature(request.body as Body))
        return sendJson(response, 400, errorBody(400, key, exchange.play));
      if (model && method === 'streamGenerateContent') return stream(exchange, model);
      if (model && method === 'generateContent') return generate(exchange, model);
      sendJson(response, 404, {
        error: { code: 404, message: `Unknown path ${pathname}`, status: 'NOT_FOUND' },
      });
    },
  });
}

type Part = {
  text?: string;
  inlineData?: { mimeType: string; data: string };
  functionCall?: { name: string };
  functionResponse?: { response?: { content?: unknown } };
  thoughtSignature?: string;
};
type Body = {
  contents?: { role?: string; parts?: Part[] }[];
  generationConfig?: { responseModalities?: string[] };
  tools?: { functionDeclarations?: { name: string }[]; googleSearch?: object }[];
  instances?: { prompt?: string; image?: { bytesBase64Encoded: string; mimeType: string } }[];
};

async function stream(exchange: Exchange, model: string): Promise<void> {
  const { request, play } = exchange;
  const dialect = createGoogleDialect(model, () => replicaPicture(request.prompt));
  return speak(exchange, dialect, tellReceived('Google', request, play), draws(exchange));
}

async function generate(exchange: Exchange, model: string): Promise<void> {
  const { request, response, play } = exchange;
  const { generationConfig, tools = [] } = request.body as Body;
  const modalities = generationConfig?.responseModalities?.join();
  if (modalities === 'IMAGE') return answerWhole(exchange, await asPicture(model, exchange));
  if (modalities === 'AUDIO') return answerWhole(exchange, asSpeech(model, exchange));
  if (tools.some(({ googleSearch }) => googleSearch))
    return answerWhole(exchange, asGrounded(model, exchange));
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
  const { contents = [], tools = [], instances = [] } = (request.body as Body | null) ?? {};
  request.tools = tools.flatMap(({ functionDeclarations = [] }) =>
    functionDeclarations.map(({ name }) => name),
  );
  for (const { prompt = '', image } of instances) {
    request.prompt = prompt;
    if (image)
      request.images.push({
        mediaType: image.mimeType,
        bytes: Buffer.from(image.bytesBase64Encoded, 'base64'),
      });
  }
  for (const { role, parts = [] } of contents) {
    for (const { functionResponse } of parts)
      if (functionResponse) request.results.push(String(functionResponse.response?.content ?? ''));
    for (const { inlineData } of parts) {
      if (inlineData)
        request.images.push({
          mediaType: inlineData.mimeType,
          bytes: Buffer.from(inlineData.data, 'base64'),
        });
    }
    if (role === 'user' && !parts.some(({ functionResponse }) => functionResponse))
      noteWords(
        request,
        parts.map(({ text }) => text ?? ''),
      );
  }
}

/** Its calls are signed, and it wants to see the signature again. */
function losesSignature({ contents = [] }: Body): boolean {
  return contents.some(({ parts = [] }) => parts.some((part) => part.functionCall && !part.thoughtSignature));
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
