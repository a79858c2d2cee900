import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { cancelJob } from '@/lib/flows/tools/cancel-job';

export const POST = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  cancelJob(principal.userId, params.id),
);
