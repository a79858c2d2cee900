import type { Budget, ChargeKind } from '@/lib/contracts';

/** What something is expected to cost, before it is begun. Amounts are millionths of a US dollar. */
export type Charge = {
  /** What it is for, once: `run:{id}:answer`, `job:{id}`, `transcript:{asset}:{n}` … */
  key: string;
  ownerId: string;
  kind: ChargeKind;
  /** Catalogue id of what makes it. */
  model: string;
  /** What must have ended for the amount to be given back if nobody settles it. */
  subject: Subject;
  conversationId: string | null;
  amountMicros: number;
};

export type Subject = { type: 'run' | 'job' | 'asset' | 'message'; id: string };

/** What it came to. */
export type Settlement = {
  ownerId: string;
  /** Where another made it than was expected. */
  model?: string;
  amountMicros: number;
  /** False where the provider reported what was used. */
  isEstimate: boolean;
  /** As the provider reported it. */
  usage: object | null;
};

/** A charge that has just ended, by settling or by releasing. */
export type EndedCharge = {
  kind: ChargeKind;
  model: string;
  subject: Subject;
  conversationId: string | null;
  /** 0 when it was released. */
  costMicros: number;
};

/** A budget of the configuration; one of the database with the same scope and period goes before it. */
export type DefaultBudget = Pick<Budget, 'scope' | 'period' | 'limit_micros'>;

/** A budget that holds for somebody, with what is gone of it in the present period. */
export type BudgetState = DefaultBudget & {
  /** Settled, and reserved for what is not done yet. */
  spent_micros: number;
};

/** Whose: one person's, or everyone's, which is for administrators. */
export type Scope = { ownerId: string } | 'everyone';

/** By when it was begun; `to` is not part of it. */
export type Range = { from: Date; to: Date };

/** One entry of the ledger. */
export type LedgerLine = {
  id: string;
  at: Date;
  ownerId: string;
  kind: ChargeKind;
  model: string;
  status: 'reserved' | 'settled' | 'released';
  reservedMicros: number;
  settledMicros: number | null;
  isEstimate: boolean;
  key: string;
  conversationId: string | null;
  usage: Record<string, unknown>;
};
