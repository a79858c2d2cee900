import { idParamsSchema, updateConversationBodySchema } from '@/lib/contracts';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { requireConversation } from '@/lib/flows/require-conversation';
import { route } from '@/lib/flows/route';
import { updateConversation } from '@/lib/flows/update-conversation';

export const GET = route({ access: 'read', params: idParamsSchema }, ({ principal, params }) =>
  requireConversation(principal.userId, params.id),
);

export const PATCH = route(
  { access: 'write', params: idParamsSchema, body: updateConversationBodySchema },
  ({ principal, params, body, origin }) =>
    updateConversation({ ...body, ownerId: principal.userId, conversationId: params.id, origin }),
);

export const DELETE = route({ access: 'write', params: idParamsSchema }, ({ principal, params, origin }) =>
  deleteConversation(principal.userId, params.id, origin),
);
