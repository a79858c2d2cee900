import { STREAM_HEADERS } from '@/lib/contracts';
import { findRun, runNotFound } from '@/lib/conversation';
import { getLiveRun, streamRun } from '@/lib/generation';

/**
 * The SSE answer of a run from the frame after `after`; what is no number of a frame means from the beginning.
 * Leaving it stops nothing. Throws `conversation.run_not_found`.
 */
export async function followRun(given: {
  ownerId: string;
  runId: string;
  after: number;
  preamble?: object;
}): Promise<Response> {
  const { ownerId, runId, preamble } = given;
  const after = Number.isSafeInteger(given.after) && given.after > 0 ? given.after : 0;
  const isHere = getLiveRun(runId)?.ownerId === ownerId;
  let found = isHere ? null : await findRun(ownerId, runId);
  if (!isHere && !found) throw runNotFound();
  const body = streamRun({
    ownerId,
    runId,
    after,
    preamble,
    readStatus: async () => {
      const run = found ?? (await findRun(ownerId, runId));
      found = null;
      return run && { status: run.status, open: run.finished_at === null, error: run.error?.message ?? null };
    },
  });
  return new Response(body, { headers: { ...STREAM_HEADERS, 'x-run-id': runId } });
}
