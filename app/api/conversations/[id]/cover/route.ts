import { coverBodySchema, idParamsSchema } from '@/lib/contracts';
import { chooseCover, removeCover } from '@/lib/flows/places/choose-cover';
import { makeCover } from '@/lib/flows/places/make-cover';
import { route } from '@/lib/flows/route';

export const POST = route(
  { access: 'write', params: idParamsSchema, body: coverBodySchema },
  async ({ principal: { userId: ownerId, channel }, params, body, origin }) => {
    const { asset_id: assetId, ...drawn } = body;
    const place = { ownerId, conversationId: params.id };
    if (assetId) return { conversation: await chooseCover({ ...place, assetId, origin }), job: null };
    return Response.json(await makeCover({ ...place, ...drawn, channel }), { status: 202 });
  },
);

export const DELETE = route({ access: 'write', params: idParamsSchema }, ({ principal, params, origin }) =>
  removeCover(principal.userId, params.id, origin),
);
