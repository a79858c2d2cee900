export { release, reserve, settle } from './charges';
export type { BudgetState, Charge, DefaultBudget, EndedCharge, Settlement, Subject } from './ports';
