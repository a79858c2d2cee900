import type { Asset, Conversation, Message, Model, Person } from '@/lib/contracts';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** One conversation as far as this tab has loaded it. */
export type Thread = {
  status: 'loading' | 'ready' | 'error' | 'missing';
  /** Every loaded message, all versions, by seq. */
  allIds: string[];
  /** The active branch with waiting messages at its end, oldest first: what is shown. */
  path: string[];
  nextBefore: number | null;
  loadingOlder: boolean;
  /** Everything up to this event is in the store. */
  lastEventSeq: number;
};

/** What an answer has said so far, while it is being written. */
export type LiveAnswer = {
  text: string;
  reasoning: string;
  status_label: string | null;
  assets: Asset[];
  /** Number of the last chunk applied; where to resume. */
  after: number;
};

/** A message of this tab's person that the server does not have yet. */
export type OutboxEntry = {
  id: string;
  conversationId: string;
  content: string | null;
  attachments: Asset[];
  /** undefined: answer the active leaf. */
  parentId: string | null | undefined;
  state: 'sending' | 'queued' | 'failed';
  error: string | null;
  createdAt: string;
};

export type ClientMessage = Message & { local?: { state: OutboxEntry['state']; error?: string } };

export type ClientState = {
  person: Person;
  models: Model[];
  defaultModel: string;
  connection: Connection;
  conversations: Record<string, Conversation>;
  /** Latest change first. */
  conversationIds: string[];
  list: { nextBefore: string | null; loading: boolean; error: string | null };
  messages: Record<string, ClientMessage>;
  threads: Record<string, Thread>;
  live: Record<string, LiveAnswer>;
  outbox: Record<string, OutboxEntry>;
  drafts: Record<string, string>;
};

export const emptyThread: Thread = {
  status: 'loading',
  allIds: [],
  path: [],
  nextBefore: null,
  loadingOlder: false,
  lastEventSeq: 0,
};
