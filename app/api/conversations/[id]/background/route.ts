import { idParamsSchema, makeBackgroundBodySchema } from '@/lib/contracts';
import { makeBackground } from '@/lib/flows/places/make-background';
import { route } from '@/lib/flows/route';

export const POST = route(
  { access: 'write', params: idParamsSchema, body: makeBackgroundBodySchema },
  async ({ principal: { userId: ownerId, channel }, params, body }) =>
    Response.json(await makeBackground({ ...body, ownerId, conversationId: params.id, channel }), {
      status: 202,
    }),
);
