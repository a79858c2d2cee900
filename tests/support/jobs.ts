import { afterAll, beforeAll } from 'vitest';
import type { Job, ToolId } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { sendMessage } from '@/lib/flows/send-message';
import { stopRun } from '@/lib/flows/stop-run';
import { jobKinds } from '@/lib/flows/tools/job-kinds';
import { useMakers } from '@/lib/flows/tools/makers';
import { requireJob } from '@/lib/flows/tools/read-jobs';
import { moveLine } from '@/lib/flows/tools/recover-jobs';
import { type RequestTool, requestTool } from '@/lib/flows/tools/request-tool';
import { giveUpJob, runJob } from '@/lib/flows/tools/run-job';
import { newId } from '@/lib/kernel';
import { type Queue, startQueue } from '@/lib/platform/queue';
import { type Answer, DOT, type Order, startWorkshop, type Workshop } from '../fakes/workshop';
import { createPerson } from './integration';
import { waitFor } from './wait-for';
import { workshopMakers } from './workshop-makers';

/** Somebody with a conversation and an answer in it that has ended. */
export async function createPlace() {
  const ownerId = await createPerson();
  const { id: conversationId } = await createConversation({ ownerId, origin: null });
  const sent = await sendMessage({
    ...{ id: newId(), content: 'hello', attachments: [], silent_delivery: false },
    ...{ ownerId, conversationId, channel: 'web', origin: null },
  });
  await stopRun(ownerId, sent.run.id);
  return { ownerId, conversationId, messageId: sent.agent_message.id };
}
export type Place = Awaited<ReturnType<typeof createPlace>>;

export async function ask(
  { ownerId, conversationId, messageId }: Place,
  tool: ToolId,
  parameters: Record<string, unknown>,
  also: Partial<RequestTool> = {},
): Promise<Job> {
  const { job } = await requestTool({
    ...{ ownerId, conversationId, messageId, runId: null, purpose: 'message', channel: 'web' },
    ...{ tool, parameters, context: { pointed: [], newestImage: null } },
    ...also,
  });
  return job;
}

/** Has everything made by a script instead of by models. */
export function useWorkshop(): { get(): Workshop } {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await startWorkshop(drawDots);
    useMakers(workshopMakers(workshop.url));
  });
  afterAll(async () => {
    useMakers(undefined);
    await workshop.close();
  });
  return { get: () => workshop };
}

/** What a workshop does when all goes well; films are done at once. */
export const drawDots = ({ use, count }: Order): Answer => {
  if (use === 'search') return { text: 'Foxes are red [1].' };
  if (use === 'video') return { film: newId() };
  return { files: Array.from({ length: count }, () => DOT) };
};

/** Works on jobs in this process, as the worker does. */
export function useJobWorker(): void {
  let queue: Queue;
  let line: NodeJS.Timeout;
  beforeAll(async () => {
    queue = await startQueue();
    for (const kind of jobKinds) await queue.work(kind, runJob, giveUpJob);
    line = setInterval(() => void moveLine().catch(() => {}), 300);
  });
  afterAll(async () => {
    clearInterval(line);
    await queue.stop(1_000);
  });
}

/** The job once it has one of these states. */
export const become = (ownerId: string, id: string, ...statuses: Job['status'][]): Promise<Job> =>
  waitFor(async () => {
    const job = await requireJob(ownerId, id);
    return statuses.includes(job.status) ? job : null;
  }, 30_000);
