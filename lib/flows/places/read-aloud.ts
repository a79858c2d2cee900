import { readPreferences } from '@/lib/accounts';
import { cutSpoken, type Job, type Speech, toolParametersSchemas, toSpeakableText } from '@/lib/contracts';
import { messageNotFound, readMessages } from '@/lib/conversation';
import { identityOf, listJobsOfPlace, toJob } from '@/lib/generation';
import { getAsset } from '@/lib/media';
import { requestTool } from '../tools/request-tool';
import { nothingToSay, onlyAnswers } from './errors';

/** Five times what is spoken: marks, code and addresses are left out of it. */
const MAX_READ_CHARACTERS = 20_000;

type ReadAloud = {
  ownerId: string;
  messageId: string;
  /** A speech model; absent: that of the person's preferences, else the default. */
  voice?: string | undefined;
  channel: string;
};

/**
 * Has a message spoken by an engine, as a job that belongs to the message and is not shown in it. What was spoken before
 * with the same words and voice is not spoken again. Throws `conversation.message_not_found`, `speech.nothing_to_say`,
 * `speech.only_answers`, and what asking for a tool throws.
 */
export async function readAloud({ ownerId, messageId, voice, channel }: ReadAloud): Promise<Speech> {
  const [message] = await readMessages(ownerId, [messageId]);
  if (!message || message.deleted_at) throw messageNotFound();
  if (message.sender_type !== 'agent') throw onlyAnswers();
  const content = message.content ?? '';
  const { text, isCut } = cutSpoken(toSpeakableText(content.slice(0, MAX_READ_CHARACTERS)));
  if (text === '') throw nothingToSay();
  const is_cut = isCut || content.length > MAX_READ_CHARACTERS;
  const model = await voiceOf(ownerId, voice);
  const parameters = toolParametersSchemas.speak.parse({ text, ...(model && { model }) });
  const request = {
    ...{ ownerId, conversationId: message.conversation_id, messageId },
    ...({ purpose: 'speech', tool: 'speak', parameters } as const),
  };
  const spoken = await findSpoken(ownerId, messageId, identityOf({ ...request, sourceIds: [] }));
  if (spoken) return { ...spoken, is_cut };
  const { job } = await requestTool({
    ...request,
    ...{ runId: null, context: { pointed: [], newestImage: null }, channel },
  });
  return { job, asset: null, is_cut };
}

/** `browser` is nobody here: whoever asks for an engine then gets the usual one. */
async function voiceOf(ownerId: string, asked: string | undefined): Promise<string | null> {
  const voice = asked ?? (await readPreferences(ownerId)).voice;
  return voice && voice !== 'browser' ? voice : null;
}

async function findSpoken(
  ownerId: string,
  messageId: string,
  identity: string,
): Promise<Pick<Speech, 'job' | 'asset'> | null> {
  const jobs = await listJobsOfPlace(ownerId, { messageId });
  for (const row of jobs.reverse()) {
    if (row.purpose !== 'speech' || row.status !== 'complete' || row.identity !== identity) continue;
    const job: Job = toJob(row);
    const asset = job.asset_ids[0] ? await getAsset(ownerId, job.asset_ids[0]) : null;
    // Recordings end like other files; then it is spoken anew.
    if (asset && asset.status !== 'expired' && asset.status !== 'failed') return { job, asset };
  }
  return null;
}
