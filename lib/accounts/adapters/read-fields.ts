import { z } from 'zod';
import { AppError } from '@/lib/kernel';
import { readText } from '@/lib/platform/http';

/** An e-mail address, a password, a callback address and a token take one or two kilobytes. */
const MAX_BODY_BYTES = 16_384;

const fieldsSchema = z.record(z.string(), z.unknown());

/** The text fields of a form or JSON body, as next-auth's browser side sends them. Other values are left out. */
export async function readFields(request: Request): Promise<Record<string, string>> {
  const text = await readText(request, MAX_BODY_BYTES, tooLarge);
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const fields = fieldsSchema.safeParse(parseJson(text));
  if (!fields.success) throw badBody();
  return Object.fromEntries(
    Object.entries(fields.data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw badBody();
  }
}

const badBody = () =>
  new AppError({ code: 'request.bad_json', kind: 'invalid', publicMessage: 'The body is not valid JSON.' });

const tooLarge = () =>
  new AppError({ code: 'request.too_large', kind: 'too_large', publicMessage: 'The request is too large.' });
