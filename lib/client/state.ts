import type {
  Asset,
  Citation,
  Conversation,
  Job,
  Message,
  Model,
  Person,
  Plan,
  ToolCall,
  ToolId,
} from '@/lib/contracts';

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
  /** As they were when the stream last told of them; the message's own may be newer. */
  jobs: Job[];
  plan: Plan | null;
  citations: Citation[];
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
  /** What is to be made, instead of asking the model. Absent in entries of earlier versions. */
  tool?: ToolCall | undefined;
  state: 'sending' | 'queued' | 'failed';
  error: string | null;
  createdAt: string;
};

/** What the composer makes of the words in it, instead of sending them to the model. It is kept like a draft. */
export type ToolMode = {
  tool: ToolId;
  /** What it is called in the composer: "Draw a picture". */
  name: string;
  /** What the field asks for. */
  placeholder: string;
  parameters: Record<string, unknown>;
  /** The picture it works on, when one was pointed at. */
  source: Asset | null;
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
  /** By conversation; null: left again, absent: not read from this browser yet. */
  modes: Record<string, ToolMode | null>;
};

export const emptyThread: Thread = {
  status: 'loading',
  allIds: [],
  path: [],
  nextBefore: null,
  loadingOlder: false,
  lastEventSeq: 0,
};
