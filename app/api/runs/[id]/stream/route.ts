import { idParamsSchema, streamQuerySchema } from '@/lib/contracts';
import { followRun } from '@/lib/flows/follow-run';
import { route } from '@/lib/flows/route';

export const GET = route(
  { access: 'read', params: idParamsSchema, query: streamQuerySchema },
  ({ request, principal, params, query }) => {
    // EventSource names the last number it has when it reconnects.
    const after = query.after ?? (Number(request.headers.get('last-event-id')) || 0);
    return followRun({ ownerId: principal.userId, runId: params.id, after });
  },
);
