import { z } from 'zod';
import { AppError } from '@/lib/kernel';
import { readText } from '@/lib/platform/http';
import { authorizeChannel } from '@/lib/realtime';

// pusher-js sends a form, not JSON.
const formSchema = z.object({ socket_id: z.string().max(100), channel_name: z.string().max(200) });
const MAX_FORM_BYTES = 1_000;

/** Signs a person's subscription to their own channel; any other channel is refused. */
export async function authorizeRealtime(userId: string, request: Request): Promise<{ auth: string }> {
  const text = await readText(request, MAX_FORM_BYTES, forbidden);
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(text)));
  const signed = form.success
    ? authorizeChannel({ userId, socketId: form.data.socket_id, channel: form.data.channel_name })
    : null;
  if (signed) return signed;
  throw forbidden();
}

const forbidden = () =>
  new AppError({
    code: 'realtime.forbidden',
    kind: 'forbidden',
    publicMessage: 'This channel is not yours.',
  });
