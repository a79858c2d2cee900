import { planBodySchema } from '@/lib/contracts';
import { planMessage } from '@/lib/flows/plan-message';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'read', body: planBodySchema }, ({ principal, body }) =>
  planMessage(principal.userId, body),
);
