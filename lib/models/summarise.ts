import { askModel } from './ask-model';
import { fillTemplate } from './catalogue/catalogue-config';
import { type Made, makeForUse } from './make-for-use';
import { chainFor } from './makers';

const TIMEOUT_MS = 90_000;

/**
 * Sums up a part of a conversation; never by the built-in engine, which cannot. Throws AppErrors `models.*`; when
 * `signal` was aborted, an error for which `isAbort` is true.
 */
export async function summarise(given: {
  text: string;
  signal: AbortSignal;
}): Promise<Made<{ text: string }> | { status: 'no_capable_model' }> {
  if ((await chainFor('summary')).length === 0) return { status: 'no_capable_model' };
  const { text, signal } = given;
  return makeForUse({
    ...{ use: 'summary', task: 'summary', signal },
    timeoutMs: TIMEOUT_MS,
    size: { characters: text.length },
    call: (offer, inTime) =>
      askModel(offer, [{ type: 'text', text: fillTemplate('summarise', { text }) }], inTime),
  });
}
