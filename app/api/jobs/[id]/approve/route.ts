import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { approveJob } from '@/lib/flows/tools/approve-job';

export const POST = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  approveJob(principal.userId, params.id, principal.channel),
);
