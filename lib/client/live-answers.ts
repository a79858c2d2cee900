import { isOpen, type StreamChunk } from '@/lib/contracts';
import { request } from './api';
import { readSse, type SseEvent } from './read-sse';
import type { LiveAnswer } from './state';
import type { ClientStore } from './store';

/** Browsers allow six connections to a host over HTTP/1.1; the rest must stay free for everything else. */
const MAX_STREAMS = 3;
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 10_000;

const nothingSaid: LiveAnswer = { text: '', reasoning: '', status_label: null, assets: [], after: 0 };

/**
 * Follows answers while they are written: applies chunks at most once a frame, resumes from the last number
 * after a cut, and lets go when the message is closed and its final row is here.
 */
export class LiveAnswers {
  private readonly following = new Map<string, AbortController>();
  private readonly buffered = new Map<string, StreamEvent[]>();
  private frame: number | null = null;

  constructor(
    private readonly store: ClientStore,
    private readonly catchUp: (conversationId: string) => Promise<void>,
  ) {}

  /** Follows the open answers among these messages that nobody follows yet. */
  followOpen(messageIds: string[]): void {
    const { messages } = this.store.getState();
    for (const id of messageIds.toReversed()) {
      const message = messages[id];
      if (!message?.run_id || !isOpen(message.status) || this.following.has(id)) continue;
      if (this.following.size >= MAX_STREAMS) return;
      void this.follow(id, message.run_id);
    }
  }

  /** Applies a stream that is already open: the answer to a send. */
  async adopt(messageId: string, batches: AsyncIterable<SseEvent[]>): Promise<void> {
    const controller = new AbortController();
    this.following.set(messageId, controller);
    this.begin(messageId);
    try {
      for await (const events of batches) this.buffer(messageId, events);
    } catch {
      // Cut: the answer goes on at the server, and followOpen resumes it.
    }
    this.following.delete(messageId);
    await this.settle(messageId);
  }

  stop(): void {
    for (const controller of this.following.values()) controller.abort();
    this.following.clear();
  }

  private async follow(messageId: string, runId: string): Promise<void> {
    const controller = new AbortController();
    this.following.set(messageId, controller);
    this.begin(messageId);
    let delayMs = RETRY_MS;
    while (!controller.signal.aborted) {
      try {
        this.flush();
        const after = this.store.getState().live[messageId]?.after ?? 0;
        const response = await request(`/api/runs/${runId}/stream?after=${after}`, {
          signal: controller.signal,
        });
        if (response.body) for await (const events of readSse(response.body)) this.buffer(messageId, events);
        break;
      } catch (error) {
        if ((error as { status?: number }).status === 404) break;
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        delayMs = Math.min(delayMs * 2, MAX_RETRY_MS);
      }
    }
    this.following.delete(messageId);
    if (!controller.signal.aborted) await this.settle(messageId);
  }

  /** The final row replaces the live text in one step, so that nothing flickers. */
  private async settle(messageId: string): Promise<void> {
    this.flush();
    const message = this.store.getState().messages[messageId];
    if (message && isOpen(message.status)) await this.catchUp(message.conversation_id).catch(() => {});
    const now = this.store.getState().messages[messageId];
    if (now && isOpen(now.status)) {
      setTimeout(() => this.followOpen([messageId]), RETRY_MS);
      return;
    }
    this.store.setState((state) => {
      const { [messageId]: _over, ...live } = state.live;
      return { live };
    });
  }

  private begin(messageId: string): void {
    this.store.setState((state) => ({
      live: { ...state.live, [messageId]: state.live[messageId] ?? nothingSaid },
    }));
  }

  private buffer(messageId: string, events: SseEvent[]): void {
    const parsed = events.flatMap((event) =>
      event.data === '[DONE]' ? [] : [{ seq: event.id, chunk: JSON.parse(event.data) as StreamChunk }],
    );
    const waiting = this.buffered.get(messageId);
    if (waiting) waiting.push(...parsed);
    else this.buffered.set(messageId, parsed);
    this.schedule();
  }

  private schedule(): void {
    if (this.frame !== null) return;
    // A hidden tab gets no animation frames, yet must not lag behind without end.
    const run = () => {
      this.frame = null;
      this.flush();
    };
    this.frame =
      document.visibilityState === 'visible'
        ? requestAnimationFrame(run)
        : (setTimeout(run, 250) as unknown as number);
  }

  private flush(): void {
    if (this.buffered.size === 0) return;
    const batches = [...this.buffered];
    this.buffered.clear();
    this.store.setState((state) => {
      const live = { ...state.live };
      for (const [id, events] of batches) live[id] = applyChunks(live[id] ?? nothingSaid, events);
      return { live };
    });
  }
}

export type StreamEvent = { seq: number | null; chunk: StreamChunk };

/** The answer after more chunks. Chunks that were applied before are skipped by their number. */
export function applyChunks(answer: LiveAnswer, events: StreamEvent[]): LiveAnswer {
  const next = { ...answer, assets: answer.assets };
  for (const { seq, chunk } of events) {
    if (seq !== null) {
      if (seq <= next.after) continue;
      next.after = seq;
    }
    if (chunk.type === 'text-delta') {
      next.text += chunk.delta;
      next.status_label = null;
    } else if (chunk.type === 'reasoning-delta') next.reasoning += chunk.delta;
    else if (chunk.type === 'data-status') next.status_label = chunk.data.label;
    else if (chunk.type === 'data-asset') {
      next.assets = [...next.assets.filter((asset) => asset.id !== chunk.id), chunk.data];
      next.status_label = null;
    }
  }
  return next;
}
