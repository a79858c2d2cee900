import { usageQuerySchema } from '@/lib/contracts';
import { exportUsageOfEveryone } from '@/lib/flows/export-usage';
import { requireAdmin } from '@/lib/flows/require-admin';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read', query: usageQuerySchema }, async ({ principal, query }) => {
  requireAdmin(principal);
  return exportUsageOfEveryone(query.days);
});
