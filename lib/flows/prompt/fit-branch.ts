import type { BranchMessage, BranchSummary } from '@/lib/conversation';
import { estimateTokens } from './estimate-tokens';

/** From here on, older messages are to be summarised. */
const FULL_SHARE = 0.6;
/** The same by number: so that what is covered stays within the messages that are read. */
const FULL_MESSAGES = 80;

/** A line more for who says it. */
const tokensOf = ({ content }: BranchMessage) => estimateTokens(content ?? '') + 4;

/** Whether a branch is so long that a summary of its older part may be there, or should be made. */
export function isLong(branch: BranchMessage[], windowTokens: number): boolean {
  if (branch.length >= FULL_MESSAGES) return true;
  let tokens = 0;
  for (const message of branch) tokens += tokensOf(message);
  return tokens > windowTokens * FULL_SHARE;
}

export type FittedBranch = {
  /** What stands for the messages before the first one kept. */
  summary: BranchSummary | null;
  /** Sent in full, oldest first; the last one always. */
  kept: BranchMessage[];
};

/** The newest messages that there is room for, with what their files take, after the summary when there is one. */
export function fitBranch(
  branch: BranchMessage[],
  summary: BranchSummary | null,
  roomTokens: number,
  ofFiles: ReadonlyMap<string, number> = new Map(),
): FittedBranch {
  const covered = summary ? branch.findIndex(({ id }) => id === summary.uptoMessageId) : -1;
  // A summary of another branch, or of what is not read any more, says nothing here.
  const used = covered >= 0 ? summary : null;
  let left = roomTokens - (used ? estimateTokens(used.content) : 0);
  const kept: BranchMessage[] = [];
  for (const message of branch.slice(covered + 1).reverse()) {
    left -= tokensOf(message) + (ofFiles.get(message.id) ?? 0);
    if (left < 0 && kept.length > 0) break;
    kept.unshift(message);
  }
  return { summary: used, kept };
}

/** Messages that stay in full when the older ones are summarised. */
const KEEP_MESSAGES = 40;
const KEEP_SHARE = 0.3;

/** How many messages of a branch, from its beginning, are to be summarised; 0 for none. */
export function countToSummarise(branch: BranchMessage[], windowTokens: number): number {
  let left = windowTokens * KEEP_SHARE;
  let keep = 0;
  for (const message of branch.toReversed()) {
    left -= tokensOf(message);
    if (keep >= KEEP_MESSAGES || left < 0) break;
    keep += 1;
  }
  return branch.length - Math.max(keep, 1);
}
