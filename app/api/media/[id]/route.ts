import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { deleteAsset, requireAsset } from '@/lib/media';

export const GET = route({ access: 'read', params: idParamsSchema }, ({ principal, params }) =>
  requireAsset(principal.userId, params.id),
);

export const DELETE = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  deleteAsset(principal.userId, params.id),
);
