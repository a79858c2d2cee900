import type {
  Asset,
  Conversation,
  CoverBody,
  CoverResult,
  Job,
  MakeBackgroundBody,
  Speech,
} from '@/lib/contracts';
import { request } from '../api';

const json = async <T>(path: string, init?: RequestInit): Promise<T> =>
  (await request(path, init)).json() as Promise<T>;
const post = (body: unknown = {}): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

/** Each throws ApiError with a sentence to show. */
export const startSpeech = (messageId: string, voice: string, signal: AbortSignal) =>
  json<Speech>(`/api/messages/${messageId}/speech`, { ...post({ voice }), signal });
export const makeCover = (conversationId: string, body: CoverBody) =>
  json<CoverResult>(`/api/conversations/${conversationId}/cover`, post(body));
export const removeCover = (conversationId: string) =>
  json<Conversation>(`/api/conversations/${conversationId}/cover`, { method: 'DELETE' });
export const makeBackground = (conversationId: string, body: MakeBackgroundBody) =>
  json<Job>(`/api/conversations/${conversationId}/background`, post(body));
export const readAsset = (id: string, signal?: AbortSignal) =>
  json<Asset>(`/api/media/${id}`, signal ? { signal } : {});
export const readJob = (id: string, signal?: AbortSignal) =>
  json<Job>(`/api/jobs/${id}`, signal ? { signal } : {});
export const decide = (jobId: string, decision: 'approve' | 'deny' | 'cancel' | 'retry') =>
  request(`/api/jobs/${jobId}/${decision}`, { method: 'POST' });
export const listJobs = async (conversationId: string, signal: AbortSignal) =>
  (await json<{ jobs: Job[] }>(`/api/jobs?conversation_id=${conversationId}`, { signal })).jobs;
