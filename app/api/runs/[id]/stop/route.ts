import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { stopRun } from '@/lib/flows/stop-run';

export const POST = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  stopRun(principal.userId, params.id),
);
