import { conversationPageQuerySchema, createConversationBodySchema } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { listConversations } from '@/lib/flows/list-conversations';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read', query: conversationPageQuerySchema }, ({ principal, query }) =>
  listConversations(principal.userId, query),
);

export const POST = route(
  { access: 'write', body: createConversationBodySchema },
  async ({ principal, body, origin }) =>
    Response.json(await createConversation({ ...body, ownerId: principal.userId, origin }), { status: 201 }),
);
