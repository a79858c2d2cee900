import { checkHealth } from '@/lib/flows/check-health';
import { requireAdmin } from '@/lib/flows/require-admin';
import { route } from '@/lib/flows/route';

export const dynamic = 'force-dynamic';

export const GET = route({ access: 'read' }, async ({ principal }) => {
  requireAdmin(principal);
  return checkHealth();
});
