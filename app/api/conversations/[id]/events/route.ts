import { eventQuerySchema, idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { syncEvents } from '@/lib/flows/sync-events';

export const GET = route(
  { access: 'read', params: idParamsSchema, query: eventQuerySchema },
  ({ principal, params, query }) => syncEvents(principal.userId, params.id, query.after),
);
