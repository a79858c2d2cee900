import { idParamsSchema, speechBodySchema } from '@/lib/contracts';
import { readAloud } from '@/lib/flows/places/read-aloud';
import { route } from '@/lib/flows/route';

export const POST = route(
  { access: 'write', params: idParamsSchema, body: speechBodySchema },
  async ({ principal: { userId: ownerId, channel }, params, body }) => {
    const speech = await readAloud({ ownerId, messageId: params.id, voice: body.voice, channel });
    return Response.json(speech, { status: speech.asset ? 200 : 202 });
  },
);
