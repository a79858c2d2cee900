import type { MessageStatus } from '@/lib/contracts';
import { type Cost, costOf, estimateAnswer, type ModelUsage, PICTURE_TOKENS } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { extendCharge, releaseCharge, reserveCharge, settleCharge } from '../charge';
import { persistently } from '../persistently';
import { estimateTokens } from '../prompt/estimate-tokens';
import { type AnswerRecord, sumUsage } from './answer-record';
import type { RunRequest } from './run-request';
import type { PromptSize } from './size-of-turns';

export const keyOfAnswer = (runId: string) => `run:${runId}:answer`;

/** What an answer costs: set aside before the provider is asked, and settled with what was used. */
export class AnswerCharge {
  private size: PromptSize = { characters: 0, pictures: 0 };
  private reserved: Promise<boolean> | null = null;
  private asideMicros = 0;

  constructor(private readonly request: RunRequest) {}

  /** Sets aside what an answer to a prompt of this size may cost. Throws `ledger.budget_exceeded`. */
  async reserve(size: PromptSize): Promise<void> {
    this.size = size;
    const { ownerId, run, model } = this.request;
    const amountMicros = estimateAnswer(model.id, size.characters, size.pictures);
    this.asideMicros = amountMicros;
    const kind = model.output.text ? 'text' : 'image';
    const reserving = reserveCharge({
      ...{ key: keyOfAnswer(run.id), ownerId, kind, model: model.id, amountMicros },
      ...{ subject: { type: 'run', id: run.id }, conversationId: run.conversation_id },
    });
    this.reserved = reserving.then(
      () => true,
      () => false,
    );
    // What is free is noted, and nobody waits for that.
    if (amountMicros > 0) await reserving;
  }

  /**
   * Sets aside what a further round may cost, beside what those before it came to: what the first was estimated at covers
   * much of it. `more`: what is sent beside what was sent before. Throws `ledger.budget_exceeded`.
   */
  reserveRound(record: AnswerRecord, more: PromptSize): Promise<void> {
    const { characters, pictures } = this.size;
    this.size = { characters: characters + more.characters, pictures: pictures + more.pictures };
    return this.reserveNext(record, this.costOf(record).micros);
  }

  /** The same for somebody dearer who answers in place of a model that said nothing. Throws `ledger.budget_exceeded`. */
  async reserveStandIn(record: AnswerRecord): Promise<void> {
    if (await this.reserved) await this.reserveNext(record, record.usage ? this.costOf(record).micros : 0);
  }

  private async reserveNext(record: AnswerRecord, spentMicros: number): Promise<void> {
    const next = estimateAnswer(record.model, this.size.characters, this.size.pictures);
    const moreMicros = spentMicros + next - this.asideMicros;
    if (next === 0 || moreMicros <= 0) return;
    const { ownerId, run } = this.request;
    await extendCharge(keyOfAnswer(run.id), { ownerId, moreMicros });
    this.asideMicros += moreMicros;
  }

  /** Charges what was used, or gives back what was set aside for an answer that never began. Sets the record's cost. */
  async end(record: AnswerRecord, status: MessageStatus, code: string | null): Promise<void> {
    if (!(await this.reserved)) return;
    const { ownerId, run } = this.request;
    const key = keyOfAnswer(run.id);
    const audit = { tool: 'answer', parameters: { message_id: run.message_id } };
    const hasSaid = record.text !== '' || record.reasoning !== '' || record.files > 0;
    const isUsed = record.usage !== undefined || hasSaid;
    if (!isUsed && status !== 'complete') {
      const outcome = status === 'cancelled' ? 'cancelled' : 'failed';
      await inPeace(() =>
        releaseCharge(key, { ownerId, audit: { ...audit, outcome, ...(code && { error: code }) } }),
      );
      return;
    }
    const cost = this.costOf(record);
    record.costMicros = cost.micros;
    await inPeace(() =>
      settleCharge(key, {
        ...{ ownerId, model: record.model, amountMicros: cost.micros, isEstimate: cost.isEstimate },
        usage: record.usage ?? null,
        audit: { ...audit, outcome: status === 'complete' ? 'complete' : 'partial' },
      }),
    );
  }

  private costOf(record: AnswerRecord): Cost {
    const { model, usage, untold } = record;
    if (!usage || untold === '') return costOf(model, usage ?? null, this.guess(record));
    return costOf(model, null, sumUsage(usage, guessUsage(this.size, untold)));
  }

  /** For what the provider did not tell, as of an answer that was stopped. */
  private guess({ text, reasoning, usage, files }: AnswerRecord): ModelUsage {
    const told = guessUsage(this.size, `${text}${reasoning}`);
    // Some that draw are paid by the picture and report nothing.
    return usage === undefined && files > 0 ? { ...told, images: files } : told;
  }
}

export function guessUsage({ characters, pictures }: PromptSize, said: string): ModelUsage {
  return {
    input_tokens: Math.ceil(characters / 4) + pictures * PICTURE_TOKENS,
    output_tokens: estimateTokens(said),
  };
}

/** An answer that is there is not lost for its bill; what stays reserved is given back by the worker. */
async function inPeace(work: () => Promise<unknown>): Promise<void> {
  await persistently(work).catch((error: unknown) => logger.error('charge not ended', { error }));
}
