import type { Job, StreamChunk } from '@/lib/contracts';
import { isOpen } from '@/lib/contracts/message-status';
import { request } from './api';
import { readSse, type SseEvent } from './read-sse';
import type { LiveAnswer } from './state';
import type { ClientStore } from './store';

/** Browsers allow six connections to a host over HTTP/1.1; the rest must stay free for everything else. */
const MAX_STREAMS = 3;
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 10_000;

const nothingSaid: LiveAnswer = {
  text: '',
  reasoning: '',
  status_label: null,
  assets: [],
  jobs: [],
  plan: null,
  citations: [],
  after: 0,
};

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

  /** Follows the newest open answers among these messages, if need be in place of others that are followed. */
  followOpen(messageIds: string[]): void {
    const { messages } = this.store.getState();
    const wanted = messageIds.filter((id) => {
      const message = messages[id];
      return message?.run_id && isOpen(message.status);
    });
    const newest = wanted.slice(-MAX_STREAMS);
    for (const id of newest) {
      const runId = messages[id]?.run_id;
      if (!runId || this.following.has(id)) continue;
      this.makeRoom(newest);
      void this.follow(id, runId);
    }
  }

  /** Lets go of the stream that was begun first and is not among these. */
  private makeRoom(keep: string[]): void {
    if (this.following.size < MAX_STREAMS) return;
    const id = [...this.following.keys()].find((other) => !keep.includes(other));
    if (!id) return;
    this.following.get(id)?.abort();
    this.following.delete(id);
    this.forget(id);
  }

  /** Applies a stream that is already open: the answer to a send. */
  async adopt(messageId: string, batches: AsyncIterable<SseEvent[]>): Promise<void> {
    const { signal, end } = this.begin(messageId);
    try {
      for await (const events of batches) {
        if (signal.aborted) return;
        this.buffer(messageId, events);
      }
    } catch {
      // Cut: the answer goes on at the server, and followOpen resumes it.
    }
    await end();
  }

  stop(): void {
    for (const controller of this.following.values()) controller.abort();
    this.following.clear();
  }

  private async follow(messageId: string, runId: string): Promise<void> {
    const { signal, end } = this.begin(messageId);
    let delayMs = RETRY_MS;
    while (!signal.aborted) {
      try {
        this.flush();
        const after = this.store.getState().live[messageId]?.after ?? 0;
        const response = await request(`/api/runs/${runId}/stream?after=${after}`, { signal });
        if (!response.body) break;
        for await (const events of readSse(response.body)) {
          if (signal.aborted) return;
          this.buffer(messageId, events);
        }
        break;
      } catch (error) {
        if ((error as { status?: number }).status === 404) break;
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        delayMs = Math.min(delayMs * 2, MAX_RETRY_MS);
      }
    }
    await end();
  }

  /** The final row replaces the live text in one step, so that nothing flickers. */
  private async settle(messageId: string): Promise<void> {
    this.flush();
    const message = this.store.getState().messages[messageId];
    if (message && isOpen(message.status)) await this.catchUp(message.conversation_id).catch(() => {});
    const now = this.store.getState().messages[messageId];
    if (now && isOpen(now.status) && this.following.size < MAX_STREAMS) {
      setTimeout(() => this.followOpen([messageId]), RETRY_MS);
      return;
    }
    this.forget(messageId);
  }

  private forget(messageId: string): void {
    this.buffered.delete(messageId);
    this.store.setState((state) => {
      const { [messageId]: _over, ...live } = state.live;
      return { live };
    });
  }

  /** Takes a message's place among the followed, from whoever follows it now. `end` gives it back and settles. */
  private begin(messageId: string): { signal: AbortSignal; end(): Promise<void> } {
    const controller = new AbortController();
    this.following.get(messageId)?.abort();
    this.following.set(messageId, controller);
    this.store.setState((state) => ({
      live: { ...state.live, [messageId]: state.live[messageId] ?? nothingSaid },
    }));
    return {
      signal: controller.signal,
      end: async () => {
        if (controller.signal.aborted) return;
        this.following.delete(messageId);
        await this.settle(messageId);
      },
    };
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
      for (const [id, events] of batches) {
        // One that was let go starts again from its beginning when it is followed again.
        const answer = live[id];
        if (answer) live[id] = applyChunks(answer, events);
      }
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
    } else if (chunk.type === 'data-job') next.jobs = withLatest(next.jobs, chunk.data);
    else if (chunk.type === 'data-plan') next.plan = chunk.data;
    else if (chunk.type === 'data-citations') next.citations = chunk.data;
  }
  return next;
}

/** A job keeps its place: what was asked for first stands first. */
function withLatest(jobs: Job[], job: Job): Job[] {
  return jobs.some(({ id }) => id === job.id)
    ? jobs.map((other) => (other.id === job.id ? job : other))
    : [...jobs, job];
}
