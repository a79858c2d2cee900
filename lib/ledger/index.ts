export { listBudgets, putBudgets } from './budgets';
export { extend, release, reserve, settle } from './charges';
export { writeCsvRow } from './csv';
export type {
  BudgetState,
  Charge,
  DefaultBudget,
  EndedCharge,
  LedgerLine,
  Scope,
  Settlement,
  Subject,
} from './ports';
export { type AbandonedCharge, findAbandoned } from './store/abandoned';
export { countEnded } from './store/count-ended';
export { exportUsage, lastDays, readUsage } from './usage';
