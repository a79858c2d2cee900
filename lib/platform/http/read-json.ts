import { AppError } from '@/lib/kernel';
import { readText } from './read-text';

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
  const text = await readText(request, MAX_JSON_BYTES, tooLarge);
  if (text === '') return undefined;
  // A form or text/plain body can be sent across sites without a preflight; JSON cannot.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new AppError({
      code: 'request.not_json',
      kind: 'unsupported',
      publicMessage: 'Send the body as JSON, with Content-Type: application/json.',
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError({
      code: 'request.bad_json',
      kind: 'invalid',
      publicMessage: 'The body is not valid JSON.',
    });
  }
}
