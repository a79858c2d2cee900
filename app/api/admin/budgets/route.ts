import { budgetListSchema } from '@/lib/contracts';
import { changeBudgets, showBudgets } from '@/lib/flows/change-budgets';
import { requireAdmin } from '@/lib/flows/require-admin';
import { route } from '@/lib/flows/route';

export const dynamic = 'force-dynamic';

export const GET = route({ access: 'read' }, async ({ principal }) => {
  requireAdmin(principal);
  return showBudgets();
});

export const PUT = route({ access: 'write', body: budgetListSchema }, async ({ principal, body }) => {
  requireAdmin(principal);
  return changeBudgets(principal.userId, body.budgets, principal.channel);
});
