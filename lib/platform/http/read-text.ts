import type { AppError } from '@/lib/kernel';

/** Reads a body as text, no further than `maxBytes`; throws `tooLarge()` when there is more. */
export async function readText(
  request: Request,
  maxBytes: number,
  tooLarge: () => AppError,
): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
