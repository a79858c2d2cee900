import { createConverseDialect } from './replica/converse-dialect';
import { noteWords } from './replica/note-words';
import { type RecordedRequest, type Replica, sendJson, startReplica } from './replica/server';
import { failAtOnce, speak } from './replica/speak';
import { tellReceived } from './replica/tell-received';

/** Amazon Bedrock on the loopback: the Converse API, streaming, in frames of AWS. */
export function startBedrockReplica(options: { apiKey?: string; port?: number } = {}): Promise<Replica> {
  return startReplica({
    basePath: '',
    port: options.port,
    understand,
    async answer(exchange) {
      const { request, response, play } = exchange;
      const key = request.headers.authorization ?? '';
      const isKnown = options.apiKey === undefined || key === `Bearer ${options.apiKey}`;
      if (key === '' || !isKnown) return sendJson(response, 403, errorBody(key));
      if (await failAtOnce(exchange, () => errorBody(key))) return;
      const { messages = [] } = request.body as Body;
      if (messages.length === 0) return sendJson(response, 400, errorBody(key));
      if (/^\/model\/[^/]+\/converse-stream$/.test(request.path))
        return speak(exchange, createConverseDialect(), tellReceived('Bedrock', request, play), false);
      sendJson(response, 404, errorBody(key));
    },
  });
}

type Content = {
  text?: string;
  image?: { format: string; source: { bytes: string } };
  toolResult?: { content: { text?: string }[] };
};
type Body = {
  messages?: { role?: string; content?: Content[] }[];
  toolConfig?: { tools?: { toolSpec?: { name: string } }[] };
};

function understand(request: RecordedRequest): void {
  const { messages = [], toolConfig } = (request.body as Body | null) ?? {};
  request.tools = (toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec?.name ?? []);
  for (const { role, content = [] } of messages) {
    if (role !== 'user') continue;
    for (const { image } of content) {
      if (image)
        request.images.push({
          mediaType: `image/${image.format}`,
          bytes: Buffer.from(image.source.bytes, 'base64'),
        });
    }
    const results = content.flatMap(({ toolResult }) => toolResult ?? []);
    request.results.push(...results.map((result) => result.content.map(({ text }) => text ?? '').join('\n')));
    const words = content.flatMap(({ text }) => text ?? []);
    if (results.length === 0 || words.length > 0) noteWords(request, words);
  }
}

/** What AWS says, key and all: none of it may reach a person. */
const errorBody = (key: string) => ({ message: `The platform refused ${key}` });
