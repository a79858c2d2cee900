import { z } from 'zod';

export type VendorWords = {
  status: number | undefined;
  /** OpenAI's `error.code`, or its `type` when there is no code. */
  code: string | undefined;
  /** Google's `error.details[].reason`. */
  reasons: string[];
};

const errorBody = z.object({
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  type: z.string().nullish().catch(null),
  details: z
    .array(z.object({ reason: z.string().optional() }).catch({}))
    .nullish()
    .catch(null),
});

const detailBody = z.object({ detail: z.object({ status: z.string() }) });

/** What a provider said about a failure, in a form that can be compared. Its prose is never looked at. */
export function readVendorWords(error: unknown): VendorWords {
  // The SDK gives either an error with the parsed body in `data`, or an error frame of the stream itself.
  const frame = error as { statusCode?: unknown; data?: unknown; responseBody?: unknown } | null | undefined;
  const body = errorBody.safeParse(bodyOf(frame?.data) ?? detailOf(frame?.responseBody) ?? error);
  const { code, type, details } = body.success ? body.data : {};
  // Local servers put the status into the body's code.
  const status = typeof frame?.statusCode === 'number' ? frame.statusCode : code;
  return {
    // An answer of 200 that broke off or could not be read says nothing by its status.
    status: typeof status === 'number' && status >= 400 && status < 600 ? status : undefined,
    code: typeof code === 'string' ? code : (type ?? undefined),
    reasons: (details ?? []).flatMap(({ reason }) => reason ?? []),
  };
}

/** The `error` object inside `{ error }`, `{ response: { error } }` or the object itself. */
function bodyOf(data: unknown): unknown {
  const record = data as { error?: unknown; response?: { error?: unknown } } | null | undefined;
  return record?.error ?? record?.response?.error ?? data;
}

/** ElevenLabs speaks of `{ detail: { status } }`, which its package does not read. */
function detailOf(text: unknown): { code: string } | null {
  if (typeof text !== 'string' || !text.includes('"detail"')) return null;
  try {
    const { data } = detailBody.safeParse(JSON.parse(text));
    return data ? { code: data.detail.status } : null;
  } catch {
    return null;
  }
}
