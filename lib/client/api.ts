import type {
  Asset,
  ChangePreferencesBody,
  Conversation,
  ConversationList,
  ErrorBody,
  EventPage,
  MessagePage,
  Preferences,
  RetryResult,
  Run,
  UpdateConversationBody,
} from '@/lib/contracts';
import { newId } from '@/lib/kernel';

/** Names this tab, so that events it caused can be told from others'. */
export const clientId = newId();

/** A refusal by the server, in its own plain words; or `network` when it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

const unreachable = () => new ApiError('network', 'The server cannot be reached right now.', 0, true);

/** fetch with this app's headers; throws ApiError for every answer that is not a success. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('x-client-id', clientId);
  if (typeof init.body === 'string') headers.set('content-type', 'application/json');
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    if ((error as Error).name === 'AbortError') throw error;
    throw unreachable();
  });
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as ErrorBody | null;
  throw new ApiError(
    body?.error.code ?? 'server.internal',
    body?.error.message ?? 'Something went wrong. Please try again.',
    response.status,
    body?.error.retryable ?? response.status >= 500,
  );
}

const json = async <T>(path: string, init?: RequestInit): Promise<T> =>
  (await request(path, init)).json() as Promise<T>;
const post = (body?: unknown): RequestInit => ({
  method: 'POST',
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** One function per endpoint the browser uses. */
export const api = {
  listConversations: (before?: string) =>
    json<ConversationList>(`/api/conversations${before ? `?before=${encodeURIComponent(before)}` : ''}`),
  getConversation: (id: string) => json<Conversation>(`/api/conversations/${id}`),
  createConversation: (body: { id: string; model: string | null }) =>
    json<Conversation>('/api/conversations', post(body)),
  updateConversation: (id: string, body: UpdateConversationBody) =>
    json<Conversation>(`/api/conversations/${id}`, { method: 'PATCH', body: JSON.stringify(body) }),
  deleteConversation: (id: string) => request(`/api/conversations/${id}`, { method: 'DELETE' }),
  listMessages: (id: string, before?: number) =>
    json<MessagePage>(`/api/conversations/${id}/messages${before === undefined ? '' : `?before=${before}`}`),
  listEvents: (id: string, after: number) =>
    json<EventPage>(`/api/conversations/${id}/events?after=${after}`),
  deleteMessage: (id: string) => request(`/api/messages/${id}`, { method: 'DELETE' }),
  retry: (messageId: string) => json<RetryResult>(`/api/messages/${messageId}/retry`, post()),
  stop: (runId: string) => json<Run>(`/api/runs/${runId}/stop`, post()),
  changePreferences: (change: ChangePreferencesBody) =>
    json<Preferences>('/api/preferences', { method: 'PATCH', body: JSON.stringify(change) }),
  getAsset: (id: string) => json<Asset>(`/api/media/${id}`),
};
