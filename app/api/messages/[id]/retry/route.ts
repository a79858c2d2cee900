import { idParamsSchema } from '@/lib/contracts';
import { retryMessage } from '@/lib/flows/retry-message';
import { route } from '@/lib/flows/route';

export const POST = route(
  { access: 'write', params: idParamsSchema },
  async ({ principal, params, origin }) =>
    Response.json(
      await retryMessage({
        ownerId: principal.userId,
        messageId: params.id,
        channel: principal.channel,
        origin,
      }),
      { status: 202 },
    ),
);
