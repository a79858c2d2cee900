import { generationQuerySchema } from '@/lib/contracts';
import { listGenerations } from '@/lib/flows/list-generations';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read', query: generationQuerySchema }, ({ principal, query }) =>
  listGenerations(principal.userId, query),
);
