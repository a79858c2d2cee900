import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { denyJob } from '@/lib/flows/tools/deny-job';

export const POST = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  denyJob(principal.userId, params.id, principal.channel),
);
