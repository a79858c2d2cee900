import { AppError } from '@/lib/kernel';

/** JSON bodies are texts and ids; 1 MB is far above the longest message. */
const MAX_JSON_BYTES = 1_000_000;

const tooLarge = () =>
  new AppError({
    code: 'request.too_large',
    kind: 'too_large',
    publicMessage: 'The request is too large. Send long texts as a file.',
  });

/** Reads a JSON body under a size limit. An empty body is `undefined`. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (Number(request.headers.get('content-length') ?? 0) > MAX_JSON_BYTES) throw tooLarge();
  if (!request.body) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_JSON_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  // A form or text/plain body can be sent across sites without a preflight; JSON cannot.
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError({
      code: 'request.not_json',
      kind: 'unsupported',
      publicMessage: 'Send the body as JSON, with Content-Type: application/json.',
    });
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AppError({
      code: 'request.bad_json',
      kind: 'invalid',
      publicMessage: 'The body is not valid JSON.',
    });
  }
}
