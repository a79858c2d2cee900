import { recordAudit } from '@/lib/accounts';
import {
  type Charge,
  type EndedCharge,
  extend,
  release,
  reserve,
  type Settlement,
  settle,
} from '@/lib/ledger';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';
import { boundParameters } from './bound-parameters';
import { defaultBudgets } from './default-budgets';

/** What is noted of a generation beside its cost. */
export type GenerationNote = {
  /** A tool's id, or what else was done: answer, transcription, description, summary. */
  tool: string;
  /** What it was asked for, as it was given to the model; long texts are cut. */
  parameters: Record<string, unknown>;
};
type Done = GenerationNote & { outcome: 'complete' | 'partial' };
type Undone = GenerationNote & {
  outcome: 'failed' | 'cancelled' | 'denied' | 'expired' | 'abandoned';
  model?: string;
  /** Code of what went wrong. */
  error?: string;
};

/** Sets aside what something will cost. Throws `ledger.budget_exceeded`; see `reserve` of lib/ledger for the locks. */
export function reserveCharge(charge: Charge, tx?: Transaction): Promise<void> {
  return reserve(charge, defaultBudgets(), tx);
}

/** Sets more aside under a key. Throws `ledger.budget_exceeded`; then what was set aside stays as it was. */
export function extendCharge(key: string, more: { ownerId: string; moreMicros: number }): Promise<void> {
  return extend(key, more, defaultBudgets());
}

/**
 * Charges what it came to and notes it in the audit log, together. False when nothing is set aside under the key any
 * more: then nothing is charged and nothing noted.
 */
export async function settleCharge(
  key: string,
  { audit, ...settlement }: Settlement & { audit: Done },
  tx?: Transaction,
): Promise<boolean> {
  return together(tx, async (within) => {
    const ended = await settle(key, settlement, within);
    if (!ended) return false;
    const { isEstimate, ownerId } = settlement;
    await note(within, { key, ownerId, ended, audit, also: { is_estimate: isEstimate } });
    return true;
  });
}

/** Gives back what was set aside and notes in the audit log why, together. False when nothing is set aside any more. */
export async function releaseCharge(
  key: string,
  { ownerId, audit }: { ownerId: string; audit: Undone },
  tx?: Transaction,
): Promise<boolean> {
  return together(tx, async (within) => {
    const ended = await release(key, { ownerId }, within);
    if (!ended) return false;
    const { model = ended.model, error } = audit;
    await note(within, { key, ownerId, ended: { ...ended, model }, audit, also: error ? { error } : {} });
    return true;
  });
}

/** Notes in the audit log what nothing was set aside for: a film that was denied, for instance. It costs nothing. */
export function noteUncharged(
  { key, ownerId, ...charge }: Omit<Charge, 'amountMicros'>,
  audit: Undone,
  tx: Transaction,
): Promise<void> {
  const also: Noted['also'] = audit.error ? { error: audit.error } : {};
  return note(tx, { key, ownerId, ended: { ...charge, costMicros: 0 }, audit, also });
}

type Noted = {
  key: string;
  ownerId: string;
  ended: EndedCharge;
  audit: Done | Undone;
  also: Record<string, string | boolean>;
};

const actions = {
  complete: 'generation.completed',
  partial: 'generation.completed',
  failed: 'generation.failed',
  cancelled: 'generation.cancelled',
  denied: 'generation.denied',
  expired: 'generation.expired',
  abandoned: 'generation.abandoned',
} as const;

function note(tx: Transaction, { key, ownerId, ended, audit, also }: Noted): Promise<void> {
  return recordAudit(
    {
      ownerId,
      action: actions[audit.outcome],
      subject: ended.subject.id,
      details: {
        tool: audit.tool,
        kind: ended.kind,
        model: ended.model,
        outcome: audit.outcome,
        cost_micros: ended.costMicros,
        ...also,
        key,
        conversation_id: ended.conversationId,
        parameters: boundParameters(audit.parameters),
      },
    },
    tx,
  );
}

const together = <T>(tx: Transaction | undefined, work: (tx: Transaction) => Promise<T>) =>
  tx ? work(tx) : inTransaction(work);
