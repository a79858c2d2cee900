import type { Asset, Plan, PlanBody, ToolList } from '@/lib/contracts';
import { request } from '../api';

const post = (body?: unknown): RequestInit => ({
  method: 'POST',
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

export type Decision = 'approve' | 'deny' | 'cancel' | 'retry';

/** Decides about a job. The answer comes with the events of its conversation. Throws ApiError. */
export const decideJob = (jobId: string, decision: Decision): Promise<Response> =>
  request(`/api/jobs/${jobId}/${decision}`, post());

let known: ToolList | null = null;

/** What was offered when it was last asked, or null. */
export const knownTools = (): ToolList | null => known;

/** What can be made on this installation. Throws ApiError. */
export async function readTools(): Promise<ToolList> {
  known = (await (await request('/api/tools')).json()) as ToolList;
  return known;
}

/** What will happen to these files with this model. Throws ApiError. */
export async function readPlan(body: PlanBody, signal: AbortSignal): Promise<Plan> {
  return (await request('/api/plan', { ...post(body), signal })).json() as Promise<Plan>;
}

/** Throws ApiError. */
export async function readAsset(id: string): Promise<Asset> {
  return (await request(`/api/media/${id}`)).json() as Promise<Asset>;
}
