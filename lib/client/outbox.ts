import type { Asset, SentChunk, ToolCall } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { ApiError, request } from './api';
import { isPending, toPendingAttachment } from './pending-attachment';
import { PendingFiles } from './pending-files';
import { readSse, type SseEvent } from './read-sse';
import { withOutboxEntry, withoutOutboxEntry, withSent } from './reduce';
import type { OutboxEntry } from './state';
import type { ClientStore } from './store';
import type { Sync } from './sync';
import type { LocalUpload } from './uploads/local-upload';
import type { UploadsFront } from './uploads/ports';

const RETRY_MS = 2_000;

type Entries = Record<string, OutboxEntry>;

export type Draft = {
  conversationId: string;
  content: string;
  /** Files of this browser need not be up yet. */
  attachments: readonly (Asset | LocalUpload)[];
  parentId?: string | null;
  tool?: ToolCall | undefined;
};

const FILE_GONE =
  'A file of this message is not in this browser any more. Remove it and attach the file again.';

/**
 * Messages on their way. Each is kept in the browser until the server has it, is sent in order within its
 * conversation once its files are up, and carries its own id: sending it twice makes one message.
 */
export class Outbox {
  private readonly sending = new Set<string>();
  private readonly files: PendingFiles;
  private timer: number | null = null;

  constructor(
    private readonly store: ClientStore,
    private readonly sync: Sync,
    private readonly storage: Storage | null,
    uploads: UploadsFront,
  ) {
    this.files = new PendingFiles(store, uploads, () => this.flush());
    // Whatever delivers or discards a message, what is kept follows.
    store.subscribe((state, before) => {
      if (state.outbox === before.outbox) return;
      this.keep(state.outbox, before.outbox);
      for (const entry of Object.values(before.outbox)) if (!state.outbox[entry.id]) this.letGo(entry);
    });
  }

  /** Puts back what an earlier visit could not send. */
  async restore(): Promise<void> {
    const entries = this.read();
    // Without its files a message would look as if they were lost.
    if (entries.some((entry) => entry.attachments.some(isPending))) await this.files.restore();
    for (const entry of entries) {
      this.put({ ...entry, state: 'queued', error: null });
      this.files.take(entry);
    }
    this.flush();
  }

  add(draft: Draft): void {
    const text = draft.content.trim();
    const entry: OutboxEntry = {
      id: newId(),
      conversationId: draft.conversationId,
      content: text === '' ? null : draft.content,
      attachments: draft.attachments.map((item) => ('file' in item ? toPendingAttachment(item) : item)),
      parentId: draft.parentId,
      tool: draft.tool,
      state: 'sending',
      error: null,
      createdAt: new Date().toISOString(),
    };
    this.put(entry);
    this.files.take(entry);
    this.flush();
  }

  resend(id: string): void {
    const entry = this.store.getState().outbox[id];
    if (!entry) return;
    this.files.retry(entry);
    this.put({ ...entry, state: 'sending', error: null });
    this.flush();
  }

  discard(id: string): void {
    this.store.setState((state) => withoutOutboxEntry(state, id));
    this.flush();
  }

  /** Sends what waits: the oldest of each conversation once its files are up, and the next when it has arrived. */
  flush(): void {
    const waiting = Object.values(this.store.getState().outbox).sort((a, b) => (a.id < b.id ? -1 : 1));
    const busy = new Set<string>();
    for (const entry of waiting) {
      // One that was refused waits for its person; the others need not.
      if (entry.state === 'failed' || busy.has(entry.conversationId)) continue;
      if (this.sending.has(entry.id)) busy.add(entry.conversationId);
      else if (this.advance(entry)) busy.add(entry.conversationId);
    }
  }

  /** Goes on with a message as far as its files allow; false when it cannot go on at all. */
  private advance(entry: OutboxEntry): boolean {
    const files = this.files.of(entry);
    if (files.status === 'up') {
      void this.send(entry, files.ids);
      return true;
    }
    if (files.status === 'on-the-way') {
      const state = files.waitsForNetwork ? 'queued' : 'sending';
      if (entry.state !== state) this.put({ ...entry, state });
      return true;
    }
    if (files.status === 'failed') this.put({ ...entry, state: 'failed', error: files.error });
    else void this.giveUp(entry);
    return false;
  }

  /** Its files are not here, perhaps because another tab has delivered it: that is looked up before it is said. */
  private async giveUp(entry: OutboxEntry): Promise<void> {
    this.sending.add(entry.id);
    await this.sync.catchUp(entry.conversationId).catch(() => {});
    this.sending.delete(entry.id);
    const now = this.store.getState().outbox[entry.id];
    if (now && this.files.of(now).status === 'gone') this.put({ ...now, state: 'failed', error: FILE_GONE });
    this.flush();
  }

  private async send(entry: OutboxEntry, assetIds: string[]): Promise<void> {
    this.sending.add(entry.id);
    try {
      const response = await request(`/api/conversations/${entry.conversationId}/messages`, {
        method: 'POST',
        headers: { accept: 'text/event-stream' },
        body: JSON.stringify({
          id: entry.id,
          content: entry.content,
          attachments: assetIds,
          ...(entry.parentId === undefined ? {} : { parent_id: entry.parentId }),
          tool: entry.tool,
        }),
      });
      if (!response.body) throw new ApiError('network', 'The answer did not arrive.', 0, true);
      await this.deliver(readSse(response.body));
    } catch (error) {
      this.sending.delete(entry.id);
      this.fail(entry.id, error);
      return;
    }
    this.sending.delete(entry.id);
    this.flush();
  }

  /** Takes the first chunk as the receipt; the rest is the answer, which nobody here waits for. */
  private async deliver(batches: AsyncGenerator<SseEvent[]>): Promise<void> {
    const first = await batches.next();
    const [receipt, ...rest] = first.done ? [] : first.value;
    if (!receipt) throw new ApiError('network', 'The answer did not arrive.', 0, true);
    const { data } = JSON.parse(receipt.data) as SentChunk;
    this.store.setState((state) => withSent(state, data));
    void this.sync.answers.adopt(data.agent_message.id, continueWith(rest, batches));
  }

  private fail(id: string, error: unknown): void {
    const entry = this.store.getState().outbox[id];
    // It arrived after all, which came to light another way.
    if (!entry) {
      this.flush();
      return;
    }
    const permanent = error instanceof ApiError && !error.retryable && error.status >= 400;
    if (permanent) {
      this.put({ ...entry, state: 'failed', error: error.message });
      this.flush();
      return;
    }
    // Only the timer, or the network coming back, tries again: never this failure itself.
    if (entry.state !== 'queued') this.put({ ...entry, state: 'queued', error: null });
    this.timer ??= window.setTimeout(() => {
      this.timer = null;
      this.flush();
    }, RETRY_MS);
  }

  private letGo(entry: OutboxEntry): void {
    if (this.store.getState().messages[entry.id]) this.files.release(entry);
    else this.files.cancel(entry);
  }

  private put(entry: OutboxEntry): void {
    this.store.setState((state) => withOutboxEntry(state, entry));
  }

  /** Each message has a place of its own: the tabs of one person share the storage. */
  private get prefix(): string {
    return `strand.outbox.${this.store.getState().person.id}.`;
  }

  private keep(entries: Entries, before: Entries): void {
    try {
      for (const id of Object.keys(before)) if (!entries[id]) this.storage?.removeItem(this.prefix + id);
      for (const [id, entry] of Object.entries(entries)) {
        if (entry !== before[id]) this.storage?.setItem(this.prefix + id, JSON.stringify(entry));
      }
    } catch {
      // Storage may be full or forbidden; the message is still in memory.
    }
  }

  private read(): OutboxEntry[] {
    try {
      return Object.entries(this.storage ?? {}).flatMap(([key, value]) =>
        key.startsWith(this.prefix) ? [JSON.parse(value) as OutboxEntry] : [],
      );
    } catch {
      return [];
    }
  }
}

async function* continueWith(
  first: SseEvent[],
  rest: AsyncGenerator<SseEvent[]>,
): AsyncGenerator<SseEvent[]> {
  if (first.length > 0) yield first;
  yield* rest;
}
