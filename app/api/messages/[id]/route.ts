import { idParamsSchema } from '@/lib/contracts';
import { deleteMessage } from '@/lib/flows/delete-message';
import { route } from '@/lib/flows/route';

export const DELETE = route({ access: 'write', params: idParamsSchema }, ({ principal, params, origin }) =>
  deleteMessage(principal.userId, params.id, origin),
);
