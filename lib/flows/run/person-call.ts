import type { Asset, Job, ToolCall } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import { AppError } from '@/lib/kernel';
import { listAssets } from '@/lib/media';
import { readJobResult } from '../tools/read-jobs';
import type { AnswerWriter } from './answer-writer';
import { renumber } from './citation-list';
import type { RunRequest } from './run-request';
import { ToolCalls } from './tool-calls';

/** Runs the tool that a person called, without asking a model. Throws what went wrong with it. */
export async function answerWithTool(
  request: RunRequest,
  call: ToolCall,
  writer: AnswerWriter,
  signal: AbortSignal,
): Promise<void> {
  const branch = await request.readHistory();
  const calls = new ToolCalls(request, writer, await findPictures(request.ownerId, branch), signal);
  try {
    const { job } = await calls.make(call.id, call.parameters, true);
    writer.record.model = job.model ?? call.id;
    writer.record.modelName = job.model_name ?? call.id;
    if (job.status === 'complete' && call.id === 'search_web') await sayFound(request.ownerId, job, writer);
    // Its trail is that of the answer: nobody else was asked.
    writer.record.trail.push(...job.trail);
    if (job.error && ['failed', 'expired'].includes(job.status)) throw asFailure(job);
  } finally {
    if (signal.aborted) await calls.cancelWaiting();
  }
}

/** The words of a search are the answer. */
async function sayFound(ownerId: string, job: Job, writer: AnswerWriter): Promise<void> {
  const { text } = await readJobResult(ownerId, job.id);
  const numbers = writer.cite(job.citations);
  if (text) writer.write({ type: 'text-delta', text: renumber(text, numbers) });
}

const asFailure = ({ error }: Job) =>
  new AppError({
    code: error?.code ?? 'jobs.failed',
    kind: 'unavailable',
    publicMessage: error?.message ?? 'This did not work. Try again.',
    retryable: error?.retryable ?? true,
  });

/** The pictures that came with the message, and the newest of the branch. */
async function findPictures(ownerId: string, branch: BranchMessage[]) {
  const ids = branch.flatMap(({ asset_ids }) => asset_ids);
  const assets = ids.length === 0 ? [] : await listAssets(ownerId, ids);
  const images = new Set(assets.filter(isPicture).map(({ id }) => id));
  const pointed = (branch.at(-1)?.asset_ids ?? []).filter((id) => images.has(id));
  return { pointed, newestImage: ids.findLast((id) => images.has(id)) ?? null };
}

const isPicture = ({ type }: Asset) => type === 'image';
