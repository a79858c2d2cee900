import { usageQuerySchema } from '@/lib/contracts';
import { requireAdmin } from '@/lib/flows/require-admin';
import { route } from '@/lib/flows/route';
import { showUsageOfEveryone } from '@/lib/flows/show-usage';

export const GET = route({ access: 'read', query: usageQuerySchema }, async ({ principal, query }) => {
  requireAdmin(principal);
  return showUsageOfEveryone(query.days);
});
