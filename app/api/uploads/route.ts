import { route } from '@/lib/flows/route';
import { uploadInPieces } from '@/lib/flows/upload-in-pieces';

export const POST = route({ access: 'write' }, ({ principal, request }) =>
  uploadInPieces(principal.userId, request, null),
);

export const OPTIONS = route({ access: 'read' }, ({ principal, request }) =>
  uploadInPieces(principal.userId, request, null),
);
