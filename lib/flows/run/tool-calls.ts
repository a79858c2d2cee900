import { type Job, type ToolId, toolIdSchema } from '@/lib/contracts';
import { isOpenJob, madeElsewhere } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { listAssets } from '@/lib/media';
import { isAbort, type PromptPart } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { awaitJob } from '../tools/await-job';
import { cancelJob } from '../tools/cancel-job';
import { readJobResult } from '../tools/read-jobs';
import { requestTool } from '../tools/request-tool';
import type { ToolContext } from '../tools/resolve-sources';
import type { AnswerWriter } from './answer-writer';
import { renumber } from './citation-list';
import { describeJob, type ToolOutcome } from './describe-job';
import type { RunRequest } from './run-request';

type ToolResult = Extract<PromptPart, { type: 'tool-result' }>;
export type ToolAsk = { callId: string; tool: string; input: unknown };

/** In one answer. A model that asks for more goes in circles, or was talked into it by what it reads. */
const MAX_CALLS = 24;

const ENOUGH = 'That was enough for one answer. Tell the person what you have, and call nothing more.';

/** What a model is told whose call is not looked at. */
export const refuseCall = ({ callId, tool }: ToolAsk): ToolResult => ({
  ...{ type: 'tool-result', callId, tool, output: ENOUGH, isError: true },
});

/** The tools that are called within one answer, by a model or by the person. */
export class ToolCalls {
  private readonly waitedFor = new Set<string>();
  private answered = 0;

  constructor(
    private readonly request: RunRequest,
    private readonly writer: AnswerWriter,
    private readonly context: ToolContext,
    private readonly signal: AbortSignal,
  ) {}

  /** Does what a model asks for, and tells it what came of it; what it got wrong it may mend. */
  async answer(ask: ToolAsk): Promise<ToolResult> {
    const { callId, tool, input } = ask;
    this.answered += 1;
    if (this.answered > MAX_CALLS) return refuseCall(ask);
    const outcome = await this.run(tool, input).catch((error: unknown): ToolOutcome => {
      if (this.signal.aborted || isAbort(error)) throw error;
      if (AppError.isInstance(error)) return { output: error.publicMessage, isError: true };
      logger.error('tool call failed', { tool, error });
      return { output: 'This did not work.', isError: true };
    });
    return { type: 'tool-result', callId, tool, ...outcome };
  }

  private async run(tool: string, input: unknown): Promise<ToolOutcome> {
    const known = toolIdSchema.safeParse(tool);
    if (!known.success) return { output: 'There is no such tool.', isError: true };
    const { job, words } = await this.make(known.data, input, false);
    return describeJob(job, await listAssets(this.request.ownerId, job.asset_ids), words);
  }

  /**
   * Has something made and shows it: waits until it is there, but neither for a film nor for consent. `words`: of a
   * search, with numbers of this answer's sources. Throws what `requestTool` throws, `jobs.in_flight` when another answer
   * has it made already, and when the answer is stopped.
   */
  async make(
    tool: ToolId,
    parameters: unknown,
    confirmed: boolean,
  ): Promise<{ job: Job; words: string | null }> {
    const { ownerId, run, channel } = this.request;
    const { job: asked } = await requestTool({
      ...{ ownerId, conversationId: run.conversation_id, messageId: run.message_id, runId: run.id },
      ...{ purpose: 'message', tool, parameters, context: this.context, channel, confirmed },
    });
    // It is shown there, and only there may it be stopped.
    if (asked.message_id !== run.message_id) throw madeElsewhere();
    this.writer.showJob(asked);
    if (tool === 'generate_video' || asked.status === 'awaiting_consent') return { job: asked, words: null };
    const job = await this.waitFor(asked);
    const assets = await listAssets(ownerId, job.asset_ids);
    for (const asset of assets) this.writer.showAsset(asset);
    const picture = assets.findLast(({ type }) => type === 'image');
    // What is said next of "the picture" means this one.
    if (picture) this.context.newestImage = picture.id;
    return { job, words: tool === 'search_web' ? await this.tellFound(job) : null };
  }

  private async waitFor(asked: Job): Promise<Job> {
    const { ownerId } = this.request;
    this.waitedFor.add(asked.id);
    // Stopped while it was being asked for: nobody else would cancel it any more.
    if (this.signal.aborted) await this.cancelWaiting();
    const job = await awaitJob({
      ...{ ownerId, jobId: asked.id, signal: this.signal },
      onChange: (now) => this.writer.showJob(now),
    });
    if (!isOpenJob(job)) this.waitedFor.delete(asked.id);
    return job;
  }

  private async tellFound(job: Job): Promise<string | null> {
    if (job.status !== 'complete') return null;
    const { text } = await readJobResult(this.request.ownerId, job.id);
    const numbers = this.writer.cite(job.citations);
    const list = job.citations.map(({ title, url }, index) => `[${numbers[index]}] ${title} — ${url}`);
    return [renumber(text ?? '', numbers), ...(list.length > 0 ? ['Sources:', ...list] : [])].join('\n');
  }

  /** Cancels what the answer still waits for; called when it was stopped. */
  async cancelWaiting(): Promise<void> {
    await Promise.all(
      [...this.waitedFor].map((jobId) =>
        cancelJob(this.request.ownerId, jobId).catch((error: unknown) => {
          // It ended just now, or was deleted with its conversation.
          if (!AppError.isInstance(error)) logger.warn('job not cancelled', { jobId, error });
        }),
      ),
    );
  }
}
