import type { Asset, Job, Plan, TrailStep } from '@/lib/contracts';
import { closeRun, findRun, markRunStarted, type RunEnd } from '@/lib/conversation';
import type { LiveRun } from '@/lib/generation';
import { mediaResponsesOff } from '@/lib/media';
import { type AnswerPart, isAbort, trailOf } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { persistently } from '../persistently';
import type { AnswerCharge } from './answer-charge';
import { emptyAnswer, refusal, tooLong, toPublicError } from './answer-failure';
import { AnswerRecord } from './answer-record';
import { keepMadeFile, type MadeFile } from './keep-made-file';
import type { RunRequest } from './run-request';

/** A book of answer, thoughts included. A provider that never ends must not fill the memory until it is timed out. */
const MAX_ANSWER_CHARACTERS = 2_000_000;

/** What can be written without waiting. */
export type SaidPart = Extract<AnswerPart, { type: 'text-delta' | 'reasoning-delta' | 'status' }>;

/** Turns what the engine says into chunks of the log, and gathers what the message will hold. */
export class AnswerWriter {
  readonly record: AnswerRecord;
  private readonly assets = new Set<string>();
  private block: 'text' | 'reasoning' | null = null;
  private blockNumber = 0;
  private started = false;

  constructor(
    private readonly request: RunRequest,
    private readonly live: LiveRun,
    private readonly charge: AnswerCharge,
  ) {
    this.record = new AnswerRecord(request.model);
  }

  write(part: SaidPart): void {
    const { record } = this;
    if (part.type === 'text-delta') {
      record.text += part.text;
      this.writeBlock('text', part.text);
    } else if (part.type === 'reasoning-delta') {
      record.reasoning += part.text;
      this.writeBlock('reasoning', part.text);
    } else this.live.write({ type: 'data-status', data: { label: part.label }, transient: true });
    // After the text: who waits for the first token comes before who only watches.
    this.markStarted();
    if (record.text.length + record.reasoning.length > MAX_ANSWER_CHARACTERS) throw tooLong();
  }

  /** Stores a picture or file, then shows it. */
  async writeFile(made: MadeFile): Promise<void> {
    this.markStarted();
    if (!env().ENABLE_MEDIA_RESPONSES) {
      this.record.notice = mediaResponsesOff().publicMessage;
      return;
    }
    this.endBlock();
    const asset = await keepMadeFile({ ...this.request, model: this.record.model }, made);
    if (asset) this.showAsset(asset);
  }

  /** Shows a job of this answer as it is now. */
  showJob(job: Job): void {
    this.markStarted();
    this.endBlock();
    this.record.jobs.add(job.id);
    this.live.write({ type: 'data-job', id: job.id, data: job });
  }

  /** Shows what is tied to the message already, once. */
  showAsset(asset: Asset): void {
    if (this.assets.has(asset.id)) return;
    this.assets.add(asset.id);
    this.record.files += 1;
    this.live.write({ type: 'file', url: asset.url, mediaType: asset.content_type });
    this.live.write({ type: 'data-asset', id: asset.id, data: asset });
  }

  /** How the files of the message are given to the model. */
  showPlan(plan: Plan): void {
    this.record.plan = plan;
    this.live.write({ type: 'data-plan', data: plan });
  }

  /** Sources that were found; returns their numbers in this answer. */
  cite(sources: { url: string; title: string }[]): number[] {
    const { citations } = this.record;
    const before = citations.all.length;
    const numbers = citations.add(sources);
    if (citations.all.length > before) this.live.write({ type: 'data-citations', data: citations.all });
    return numbers;
  }

  /** Another model answers, for nothing was said yet. */
  goOnWith(next: { id: string; name: string }, failed: TrailStep): void {
    const { record } = this;
    record.trail.push(failed);
    record.model = next.id;
    record.modelName = next.name;
    this.write({
      type: 'status',
      label: `${failed.model_name} cannot answer now. ${next.name} answers instead.`,
    });
  }

  /** Closes the run in the database, then tells the readers. */
  async finish(failure: unknown): Promise<void> {
    this.endBlock();
    const { status: ended, error: problem } = this.toEnd(failure);
    // The trail of a tool that a person called is that of its job.
    if (!this.request.toolCall) this.record.noteAnswer(problem, failure === null ? [] : trailOf(failure));
    await this.charge.end(this.record, ended, problem?.code ?? null);
    const end = {
      status: ended,
      error: problem,
      content: this.record.content,
      metadata: this.record.toMetadata(),
    };
    // What readers were shown must be in the log before the message says it is over.
    await this.live.settle();
    const { ownerId, run } = this.request;
    const isOurs = await persistently(() =>
      closeRun(ownerId, { id: run.id, messageId: run.message_id }, end),
    );
    // Somebody else may have closed it first: what the database says is what readers are told.
    const closed = isOurs ? null : await persistently(() => findRun(ownerId, run.id));
    const { status, error } = closed ?? { status: end.status, error: end.error };
    if (error) this.live.write({ type: 'error', errorText: error.message });
    if (status === 'cancelled') this.live.write({ type: 'abort' });
    this.live.write({ type: 'finish-step' });
    this.live.write({
      type: 'finish',
      messageMetadata: { status, ...end.metadata, ...(error ? { error } : {}) },
    });
  }

  private toEnd(failure: unknown): Pick<RunEnd, 'status' | 'error'> {
    const { record } = this;
    if (failure !== null && (isAbort(failure) || this.live.controller.signal.aborted)) {
      return { status: 'cancelled', error: null };
    }
    const { id } = this.request.run;
    const problem = failure !== null ? toPublicError(failure, id) : record.refused ? refusal : null;
    if (problem) return { status: record.hasAnything ? 'partial' : 'failed', error: problem };
    if (!record.hasAnything) {
      const error = record.notice ? toPublicError(mediaResponsesOff(), id) : emptyAnswer;
      return { status: 'failed', error };
    }
    return { status: 'complete', error: null };
  }

  private writeBlock(kind: 'text' | 'reasoning', delta: string): void {
    if (this.block !== kind) {
      this.endBlock();
      this.block = kind;
      this.blockNumber += 1;
      this.live.write({ type: `${kind}-start`, id: String(this.blockNumber) });
    }
    this.live.writeDelta(`${kind}-delta`, String(this.blockNumber), delta);
  }

  private endBlock(): void {
    if (this.block) this.live.write({ type: `${this.block}-end`, id: String(this.blockNumber) });
    this.block = null;
  }

  private markStarted(): void {
    if (this.started) return;
    this.started = true;
    const { ownerId, run } = this.request;
    // Other devices learn it a little later; the stream does not wait for that.
    markRunStarted(ownerId, { id: run.id, messageId: run.message_id }).catch((error: unknown) =>
      logger.warn('run start not recorded', { runId: run.id, error }),
    );
  }
}
