import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { uploadInPieces } from '@/lib/flows/upload-in-pieces';
import { requireUploadProgress } from '@/lib/media';

export const GET = route({ access: 'read', params: idParamsSchema }, ({ principal, params }) =>
  requireUploadProgress(principal.userId, params.id),
);

export const HEAD = route({ access: 'read', params: idParamsSchema }, ({ principal, request, params }) =>
  uploadInPieces(principal.userId, request, params.id),
);

export const PATCH = route({ access: 'write', params: idParamsSchema }, ({ principal, request, params }) =>
  uploadInPieces(principal.userId, request, params.id),
);

export const DELETE = route({ access: 'write', params: idParamsSchema }, ({ principal, request, params }) =>
  uploadInPieces(principal.userId, request, params.id),
);
