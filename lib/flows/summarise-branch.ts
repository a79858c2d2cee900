import { z } from 'zod';
import { idSchema } from '@/lib/contracts';
import {
  type BranchMessage,
  type BranchSummary,
  findSummary,
  keepSummary,
  readBranch,
} from '@/lib/conversation';
import { AppError, newId } from '@/lib/kernel';
import { quote, summarise } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { enqueue, type JobContext, type JobKind } from '@/lib/platform/queue';
import { releaseCharge, reserveCharge, settleCharge } from './charge';
import { countToSummarise } from './prompt/fit-branch';

const summaryJobSchema = z.object({
  ownerId: idSchema,
  conversationId: idSchema,
  /** The newest message of the branch. */
  leafId: idSchema,
  /** What the model reads that answers there. */
  windowTokens: z.number().int().positive(),
});
type SummaryJob = z.infer<typeof summaryJobSchema>;

/** Summing up the older part of one branch: waiting for a provider. */
export const summaryJob: JobKind<SummaryJob> = {
  name: 'conversation.summarise',
  data: summaryJobSchema,
  concurrency: 2,
  expireSeconds: 5 * 60,
  retryLimit: 2,
  retryDelaySeconds: 30,
};

/** Read of a branch that was never summarised: years of talk. */
const MAX_MESSAGES = 1_000;
/** Of one summary; what is beyond waits for the next. */
const MAX_CHARACTERS = 120_000;
const MAX_MESSAGE_CHARACTERS = 6_000;

/** Asks for the older part of a branch to be summed up, in the background. */
export async function requestSummary(job: SummaryJob): Promise<void> {
  await enqueue(summaryJob, job, { key: job.leafId });
}

/** Sums up the older part of a branch, going on from its last summary. Throws when it should be tried again. */
export async function summariseBranch(job: SummaryJob, { signal }: JobContext): Promise<void> {
  const { ownerId, conversationId, leafId, windowTokens } = job;
  const branch = await readBranch(ownerId, conversationId, leafId, MAX_MESSAGES);
  const follows = await findSummary(
    ownerId,
    branch.map(({ id }) => id),
  );
  const begin = follows ? branch.findIndex(({ id }) => id === follows.uptoMessageId) + 1 : 0;
  const older = branch.slice(begin, countToSummarise(branch, windowTokens));
  const { covered, text } = write(older, follows);
  const last = covered.at(-1);
  if (!last) return;
  const made = await makeCharged(job, last.id, text, signal);
  if (!made) return;
  await keepSummary(ownerId, conversationId, {
    ...{ id: newId(), model: made.model, content: made.text, uptoMessageId: last.id, follows },
    coveredMessages: (follows?.coveredMessages ?? 0) + covered.length,
    madeOf: covered.map(({ id }) => id),
  });
}

function write(older: BranchMessage[], follows: BranchSummary | null) {
  let text = follows ? `Summary of what came before:\n${follows.content}\n\n` : '';
  const covered: BranchMessage[] = [];
  for (const message of older) {
    const line = writeMessage(message);
    if (covered.length > 0 && text.length + line.length > MAX_CHARACTERS) break;
    text += line;
    covered.push(message);
  }
  return { covered, text };
}

function writeMessage({ sender_type: sender, content, asset_ids: files }: BranchMessage): string {
  const attached = files.length > 0 ? ` [${files.length === 1 ? 'a file' : `${files.length} files`}]` : '';
  const words = (content ?? '').slice(0, MAX_MESSAGE_CHARACTERS);
  return `${sender === 'agent' ? 'Assistant' : 'Person'}:${attached} ${words}\n\n`;
}

/** Null when nobody can sum up here, or a budget does not allow it. */
async function makeCharged(
  { ownerId, conversationId }: SummaryJob,
  messageId: string,
  text: string,
  signal: AbortSignal,
): Promise<{ text: string; model: string } | null> {
  const quoted = await quote({ use: 'summary', characters: text.length });
  if (!quoted) return null;
  // A second attempt is a charge of its own.
  const key = `summary:${messageId}:${newId()}`;
  const audit = { tool: 'summary', parameters: { upto_message_id: messageId } };
  try {
    await reserveCharge({
      ...{ key, ownerId, kind: 'text', model: quoted.maker.id, conversationId },
      ...{ subject: { type: 'message', id: messageId }, amountMicros: quoted.micros ?? 0 },
    });
    const made = await summarise({ text, signal });
    if ('status' in made) throw new Error('nobody sums up');
    await settleCharge(key, {
      ...{ ownerId, model: made.maker.id, usage: made.usage, isEstimate: made.isEstimate },
      ...{ amountMicros: made.costMicros, audit: { ...audit, outcome: 'complete' } },
    });
    return { text: made.text, model: made.maker.id };
  } catch (error) {
    const code = AppError.isInstance(error) ? error.code : 'models.failed';
    await releaseCharge(key, { ownerId, audit: { ...audit, outcome: 'failed', error: code } });
    if (signal.aborted || !AppError.isInstance(error) || error.retryable) throw error;
    logger.warn('branch not summarised', { messageId, error });
    return null;
  }
}
