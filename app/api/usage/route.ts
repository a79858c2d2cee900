import { usageQuerySchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { showUsage } from '@/lib/flows/show-usage';

export const GET = route({ access: 'read', query: usageQuerySchema }, ({ principal, query }) =>
  showUsage(principal.userId, query.days),
);
