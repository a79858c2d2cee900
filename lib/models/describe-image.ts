import { askModel } from './ask-model';
import { fillTemplate } from './catalogue/catalogue-config';
import { type Made, makeForUse } from './make-for-use';
import { chainFor } from './makers';

const TIMEOUT_MS = 60_000;

/**
 * What a picture shows, in words, for a model that cannot see. Throws AppErrors `models.*`; when `signal` was aborted, an
 * error for which `isAbort` is true.
 */
export async function describeImage(given: {
  mediaType: string;
  bytes: Uint8Array;
  signal: AbortSignal;
}): Promise<Made<{ text: string }> | { status: 'no_capable_model' }> {
  if ((await chainFor('vision')).length === 0) return { status: 'no_capable_model' };
  const { mediaType, bytes, signal } = given;
  return makeForUse({
    ...{ use: 'vision', task: 'describe', signal },
    timeoutMs: TIMEOUT_MS,
    call: (offer, inTime) =>
      askModel(
        offer,
        [
          { type: 'image', mediaType, bytes },
          { type: 'text', text: fillTemplate('describe', {}) },
        ],
        inTime,
      ),
  });
}
