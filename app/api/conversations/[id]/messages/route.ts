import { toProfile } from '@/lib/accounts';
import {
  idParamsSchema,
  messagePageQuerySchema,
  type SentChunk,
  sendMessageBodySchema,
} from '@/lib/contracts';
import { followRun } from '@/lib/flows/follow-run';
import { listMessages } from '@/lib/flows/list-messages';
import { route } from '@/lib/flows/route';
import { sendMessage } from '@/lib/flows/send-message';

export const GET = route(
  { access: 'read', params: idParamsSchema, query: messagePageQuerySchema },
  ({ principal, params, query }) => listMessages(principal.userId, params.id, query),
);

export const POST = route(
  { access: 'write', params: idParamsSchema, body: sendMessageBodySchema },
  async ({ request, principal, params, body, origin }) => {
    const ownerId = principal.userId;
    const sent = await sendMessage({
      ...body,
      ownerId,
      conversationId: params.id,
      channel: principal.channel,
      origin,
      person: toProfile(principal.profile),
    });
    if (!request.headers.get('accept')?.includes('text/event-stream'))
      return Response.json(sent, { status: 202 });
    const preamble: SentChunk = { type: 'data-sent', data: sent, transient: true };
    return followRun({ ownerId, runId: sent.run.id, after: 0, preamble });
  },
);
