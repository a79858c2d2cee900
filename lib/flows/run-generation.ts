import type { Model, Run } from '@/lib/contracts';
import {
  attachToAnswer,
  type BranchMessage,
  closeRun,
  findRun,
  markRunStarted,
  type RunEnd,
} from '@/lib/conversation';
import { LiveRun, registerRun, releaseRun } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { deleteUnusedAssets, mediaResponsesOff, receiveMedia, requireAsset } from '@/lib/media';
import { type AnswerPart, isAbort, streamAnswer } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { alongsideAsset } from './alongside-asset';
import { buildPrompt } from './build-prompt';
import { keepHeartbeat } from './keep-heartbeat';
import { persistently } from './persistently';

/** Messages of the branch that are considered for the model. */
export const CONTEXT_MESSAGES = 100;
/** A book of answer, thoughts included. A provider that never ends must not fill the memory until it is timed out. */
const MAX_ANSWER_CHARACTERS = 2_000_000;

export type RunRequest = {
  ownerId: string;
  run: Run;
  model: Model;
  /** The branch up to and with the message to answer, oldest first. */
  readHistory(): Promise<BranchMessage[]>;
};

/**
 * Starts writing an answer and returns its live run at once. The run belongs to no request: it ends by
 * itself, by `stopRun`, or by the reaper if this process dies.
 */
export function startRun(request: RunRequest): LiveRun {
  const live = new LiveRun(request.run.id, request.ownerId);
  registerRun(live);
  keepHeartbeat();
  live.write({
    type: 'start',
    messageId: request.run.message_id,
    messageMetadata: { run_id: request.run.id, model_used: request.model.id },
  });
  live.write({ type: 'start-step' });
  void generate(request, live)
    .catch((error: unknown) => logger.error('run ended badly', { runId: request.run.id, error }))
    .finally(() => releaseRun(live));
  return live;
}

async function generate(request: RunRequest, live: LiveRun): Promise<void> {
  const answer = new AnswerWriter(request, live);
  let failure: unknown = null;
  try {
    const { signal } = live.controller;
    const messages = await buildPrompt(request.ownerId, await request.readHistory(), request.model, {
      signal,
      say: (label) => answer.write({ type: 'status', label }),
    });
    const parts = streamAnswer({ model: request.model.id, messages, signal });
    for await (const part of parts) {
      // An engine that is slow to notice a stop must not go on being heard.
      signal.throwIfAborted();
      // Only a file is waited for: it must be stored before anyone sees it. Text never waits.
      if (part.type === 'file') await answer.writeFile(part);
      else answer.write(part);
    }
  } catch (error) {
    failure = error;
  }
  try {
    await answer.finish(failure);
  } finally {
    // Whatever happened: readers come back, and hear from the log and the database how it ended.
    await live.end();
  }
}

/** Turns what the engine says into chunks of the log, and gathers what the message will hold. */
class AnswerWriter {
  private text = '';
  private reasoning = '';
  private files = 0;
  private block: 'text' | 'reasoning' | null = null;
  private blockNumber = 0;
  private started = false;
  private usage: Record<string, unknown> | undefined;
  private refused = false;
  private notice: string | null = null;

  constructor(
    private readonly request: RunRequest,
    private readonly live: LiveRun,
  ) {}

  write(part: Exclude<AnswerPart, { type: 'file' }>): void {
    if (part.type === 'text-delta') {
      this.text += part.text;
      this.writeBlock('text', part.text);
    } else if (part.type === 'reasoning-delta') {
      this.reasoning += part.text;
      this.writeBlock('reasoning', part.text);
    } else if (part.type === 'status') {
      this.live.write({ type: 'data-status', data: { label: part.label }, transient: true });
    } else if (part.type === 'finish') {
      this.usage = part.usage;
      this.refused = part.reason === 'content_filter';
    }
    // After the text: who waits for the first token comes before who only watches.
    this.markStarted();
    if (this.text.length + this.reasoning.length > MAX_ANSWER_CHARACTERS) throw tooLong();
  }

  /** Stores a picture or file through the one door, ties it to the message, then shows it. */
  async writeFile(part: Extract<AnswerPart, { type: 'file' }>): Promise<void> {
    this.markStarted();
    if (!env().ENABLE_MEDIA_RESPONSES) {
      this.notice = mediaResponsesOff().publicMessage;
      return;
    }
    this.endBlock();
    const { ownerId, run, model } = this.request;
    const asset = await receiveMedia({
      ownerId,
      body: new Blob([part.bytes as Uint8Array<ArrayBuffer>]).stream(),
      declaredType: part.mediaType,
      filename: null,
      contentLength: part.bytes.byteLength,
      source: 'generated',
      conversationId: run.conversation_id,
      generation: { model: model.id, prompt: part.prompt ?? null },
      alongside: alongsideAsset(ownerId),
    });
    const held = { id: run.id, messageId: run.message_id };
    if (!(await attachToAnswer(ownerId, held, { id: asset.id, kind: asset.type, url: asset.url }))) {
      // The run was closed or deleted meanwhile: nobody will ever see the file.
      await deleteUnusedAssets(ownerId, [asset.id]);
      return;
    }
    this.files += 1;
    // What was being prepared may have ended before there was a message to tell of it.
    const shown = asset.status === 'processing' ? await requireAsset(ownerId, asset.id) : asset;
    this.live.write({ type: 'file', url: shown.url, mediaType: shown.content_type });
    this.live.write({ type: 'data-asset', id: shown.id, data: shown });
  }

  /** Closes the run in the database, then tells the readers. */
  async finish(failure: unknown): Promise<void> {
    this.endBlock();
    const end = this.toEnd(failure);
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

  private toEnd(failure: unknown): RunEnd {
    const content = this.text === '' ? null : this.text;
    const hasAnything = content !== null || this.files > 0;
    const metadata = {
      model_used: this.request.model.id,
      ...(this.reasoning ? { reasoning: this.reasoning } : {}),
      ...(this.usage ? { usage: this.usage } : {}),
      ...(this.notice ? { notice: this.notice } : {}),
    };
    if (failure !== null && (isAbort(failure) || this.live.controller.signal.aborted)) {
      return { status: 'cancelled', content, metadata, error: null };
    }
    const problem = failure !== null ? toPublic(failure, this.request.run.id) : this.refused ? refusal : null;
    if (problem) return { status: hasAnything ? 'partial' : 'failed', content, metadata, error: problem };
    if (!hasAnything) {
      const error = this.notice ? toPublic(mediaResponsesOff(), this.request.run.id) : emptyAnswer;
      return { status: 'failed', content, metadata, error };
    }
    return { status: 'complete', content, metadata, error: null };
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

type PublicError = NonNullable<RunEnd['error']>;

function toPublic(failure: unknown, runId: string): PublicError {
  logger.warn('answer failed', { runId, error: failure });
  if (AppError.isInstance(failure)) {
    return { code: failure.code, message: failure.publicMessage, retryable: failure.retryable };
  }
  return {
    code: 'generation.failed',
    message: 'The answer could not be finished. Nothing you sent is lost. Try again.',
    retryable: true,
  };
}

const tooLong = () =>
  new AppError({
    code: 'generation.too_long',
    kind: 'too_large',
    publicMessage: 'The answer became too long to be kept whole. What was said so far is kept.',
  });

const refusal: PublicError = {
  code: 'models.refused',
  message: 'The model declined to answer this. Try to put it in other words.',
  retryable: false,
};

const emptyAnswer: PublicError = {
  code: 'models.empty_answer',
  message: 'The model gave an empty answer. Try again.',
  retryable: true,
};
