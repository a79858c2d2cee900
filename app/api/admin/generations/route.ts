import { generationQuerySchema } from '@/lib/contracts';
import { listGenerationsOfEveryone } from '@/lib/flows/list-generations';
import { requireAdmin } from '@/lib/flows/require-admin';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read', query: generationQuerySchema }, async ({ principal, query }) => {
  requireAdmin(principal);
  return listGenerationsOfEveryone(query);
});
