import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { serveAsset } from '@/lib/media';

export const GET = route({ access: 'read', params: idParamsSchema }, ({ principal, params, request }) =>
  serveAsset(principal.userId, params.id, null, request),
);

export const HEAD = GET;
