import { createGoogle } from '@ai-sdk/google';
import { z } from 'zod';
import { emptyAnswer, refused } from '../../errors';
import { connection, name } from './connection';

export type OperationState =
  | { status: 'running'; progress: number | null }
  /** Where the film is; it wants the key in a header. */
  | { status: 'done'; address: string };

const operation = z.object({
  metadata: z.object({ progressPercent: z.number().min(0).max(100).optional().catch(undefined) }).nullish(),
  error: z.object({ code: z.number().nullish(), message: z.string() }).nullish(),
  response: z
    .object({ generateVideoResponse: z.object({ raiMediaFilteredCount: z.number().nullish() }).nullish() })
    .nullish(),
});
const finished = z.object({ google: z.object({ videos: z.array(z.object({ uri: z.string() })).min(1) }) });

/** The codes of gRPC that say something, as HTTP says it. */
const statuses: Record<number, number> = { 4: 504, 7: 403, 8: 429, 13: 500, 14: 503, 16: 401 };
const INVALID_ARGUMENT = 3;

/** How far an operation has come. Throws what the SDK throws, or what went wrong in it with a status like that of HTTP. */
export async function readOperation(
  modelId: string,
  operationName: string,
  signal: AbortSignal,
): Promise<OperationState> {
  const { apiKey, baseURL } = connection();
  let body: unknown = null;
  // The SDK keeps of an operation neither its progress nor why it failed.
  const watch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    body = await response
      .clone()
      .json()
      .catch(() => null);
    return response;
  };
  const model = createGoogle({ apiKey, baseURL, fetch: watch }).video(modelId);
  const told = () => operation.safeParse(body).data;
  const state = await Promise.resolve(
    model.doStatus?.({ operation: { operationName }, abortSignal: signal }),
  ).catch((error: unknown) => {
    const { response, error: failure } = told() ?? {};
    if (response?.generateVideoResponse?.raiMediaFilteredCount) throw refused({ name, cause: error });
    if (response && !failure) throw emptyAnswer({ name, cause: error });
    throw error;
  });
  if (state?.status === 'pending')
    return { status: 'running', progress: percent(told()?.metadata?.progressPercent) };
  if (state?.status !== 'completed') throw whyFailed(told()?.error);
  const films = finished.safeParse(state.providerMetadata);
  const address = films.data?.google.videos[0]?.uri;
  if (!address) throw emptyAnswer({ name });
  return { status: 'done', address };
}

const percent = (value: number | undefined) => (value === undefined ? null : value / 100);

function whyFailed(failure: { code?: number | null; message: string } | null | undefined): unknown {
  const { code, message = 'The operation failed.' } = failure ?? {};
  // The request was taken as it is: what is held against it now is what it asks for.
  if (code === INVALID_ARGUMENT) return refused({ name, cause: new Error(message) });
  const statusCode = statuses[code ?? 0] ?? 500;
  return { message, statusCode, data: { error: { code: statusCode, message } } };
}
