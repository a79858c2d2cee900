import type { Asset } from '@/lib/contracts';
import type { BranchMessage, BranchSummary } from '@/lib/conversation';
import type { PromptMessage } from '@/lib/models';

const gone = { type: 'text', text: '[A file that is no longer available]' } as const;

/** Puts a conversation into the form in which models take it. */
export function writeTurns(conversation: {
  instructions: string;
  summary: BranchSummary | null;
  kept: BranchMessage[];
  assets: Asset[];
  /** What is given of each asset. */
  given: Map<string, PromptMessage['parts']>;
  /** Whether ids of pictures are told, for tools to name them. */
  hasIds: boolean;
}): PromptMessage[] {
  const { instructions, summary, kept, given } = conversation;
  const messages: PromptMessage[] = [{ role: 'system', parts: [{ type: 'text', text: instructions }] }];
  if (summary) messages.push({ role: 'user', parts: [{ type: 'text', text: writeSummary(summary) }] });
  const names = conversation.hasIds ? nameAssets(conversation.assets) : new Map<string, string>();
  for (const message of kept) {
    const isOurs = message.sender_type === 'agent';
    const parts = message.asset_ids.flatMap((id) => {
      const named = isOurs ? undefined : names.get(id);
      return [...(named ? [textPart(`[${named}, sent by the person]`)] : []), ...(given.get(id) ?? [gone])];
    });
    if (message.content) parts.push(textPart(message.content));
    if (parts.length > 0) messages.push({ role: isOurs ? 'assistant' : 'user', parts });
    const made = isOurs ? message.asset_ids.flatMap((id) => names.get(id) ?? []) : [];
    // Not in the model's own words: it would come to write such brackets itself.
    if (made.length > 0)
      messages.push({
        role: 'user',
        parts: [textPart(made.map((name) => `[${name}, made by you]`).join('\n'))],
      });
  }
  return messages;
}

const textPart = (text: string) => ({ type: 'text', text }) as const;

const nouns = { image: 'Picture', video: 'Video', audio: 'Recording', file: 'File' } as const;

/** Only pictures can be worked on. */
function nameAssets(assets: Asset[]): Map<string, string> {
  const pictures = assets.filter(({ type, status }) => type === 'image' && status === 'ready');
  return new Map(pictures.map(({ id, type }) => [id, `${nouns[type]} ${id}`]));
}

const writeSummary = ({ content, coveredMessages }: BranchSummary) =>
  `[The conversation began with ${coveredMessages} messages that are not shown here. What was said in them, in short:]\n` +
  `${content}\n[End of what was said in short]`;
