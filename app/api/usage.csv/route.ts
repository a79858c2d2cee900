import { usageQuerySchema } from '@/lib/contracts';
import { exportOwnUsage } from '@/lib/flows/export-usage';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read', query: usageQuerySchema }, async ({ principal, query }) =>
  exportOwnUsage(principal.userId, query.days),
);
