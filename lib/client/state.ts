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

/** A file that goes with a message and may still be on its way: what a reload needs to show it again. */
export type PendingAttachment = {
  /** In the uploads of this browser. */
  uploadId: string;
  name: string;
  /** What the browser says it is; may be empty. */
  contentType: string;
  sizeBytes: number;
  durationMs: number | null;
  /** As in `Asset.waveform`. */
  waveform: string | null;
};

/** A message of this tab's person that the server does not have yet. */
export type OutboxEntry = {
  id: string;
  conversationId: string;
  content: string | null;
  /** In the order in which they are shown. */
  attachments: (Asset | PendingAttachment)[];
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
  /** What waiting messages show for files that are on their way, by upload. */
  pendingAssets: Record<string, Asset>;
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
