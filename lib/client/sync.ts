import type { ThinEvent } from '@/lib/contracts';
import { ApiError, api } from './api';
import { LiveAnswers } from './live-answers';
import {
  withConversations,
  withEventPage,
  withFreshList,
  withFreshPage,
  withoutConversation,
} from './reduce';
import { type Connection, emptyThread } from './state';
import type { ClientStore } from './store';

/** How soon what could not be fetched is tried again: a server that restarts is back within a few seconds. */
const RETRY_MS = 3_000;

/**
 * Keeps the store equal to the server: thin events say what moved, gaps are fetched by number, and after any
 * break everything on screen is brought up from the number it had.
 */
export class Sync {
  readonly answers: LiveAnswers;
  /** The conversation on screen: the one whose answers are followed. */
  private shownId: string | null = null;
  private readonly running = new Map<string, Promise<void>>();
  /** Conversations of which something was heard while they were being fetched. */
  private readonly again = new Set<string>();
  private readonly loading = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly store: ClientStore) {
    this.answers = new LiveAnswers(store, (id) => this.catchUp(id));
  }

  /** Called for each thin event from Pusher, in whatever order. */
  receive(event: ThinEvent): void {
    this.learn(event).catch(() => this.refreshLater());
  }

  setConnection(connection: Connection): void {
    const before = this.store.getState().connection;
    if (before === connection) return;
    this.store.setState({ connection });
    if (connection === 'live') this.refresh().catch(() => this.refreshLater());
  }

  /** Shows a conversation: loads it, or brings it up to date, and follows what is being written in it. */
  async show(conversationId: string): Promise<void> {
    this.shownId = conversationId;
    const thread = this.store.getState().threads[conversationId];
    if (thread?.status === 'ready') await this.catchUp(conversationId).catch(() => this.refreshLater());
    else await this.load(conversationId);
    if (this.again.has(conversationId)) await this.catchUp(conversationId).catch(() => this.refreshLater());
    this.followShown();
  }

  hide(conversationId: string): void {
    if (this.shownId === conversationId) this.shownId = null;
  }

  followShown(): void {
    const thread = this.shownId ? this.store.getState().threads[this.shownId] : undefined;
    if (thread) this.answers.followOpen(thread.path);
  }

  /** Loads the newest page afresh. Never throws: the thread says what happened. */
  async load(conversationId: string): Promise<void> {
    this.loading.add(conversationId);
    try {
      const [conversation, page] = await Promise.all([
        api.getConversation(conversationId),
        api.listMessages(conversationId),
      ]);
      this.store.setState((state) => withFreshPage(state, conversation, page));
      if (conversation.last_event_seq !== page.last_event_seq) this.again.add(conversationId);
    } catch (error) {
      const missing = error instanceof ApiError && error.status === 404;
      const { [conversationId]: had = emptyThread } = this.store.getState().threads;
      // What was loaded before is still worth showing.
      const status = missing ? 'missing' : had.status === 'ready' ? 'ready' : 'error';
      this.store.setState((state) => ({
        threads: { ...state.threads, [conversationId]: { ...had, status } },
      }));
      if (!missing) this.refreshLater();
    } finally {
      this.loading.delete(conversationId);
    }
  }

  /** Fetches what a thread missed. One request at a time for each; a call during one runs it once more. */
  catchUp(conversationId: string): Promise<void> {
    const running = this.running.get(conversationId);
    if (running) {
      this.again.add(conversationId);
      return running;
    }
    const work = this.fetchMissed(conversationId).finally(() => this.running.delete(conversationId));
    this.running.set(conversationId, work);
    return work;
  }

  /** After a break: the list as it is now, and what the loaded threads missed. Throws when the server is away. */
  async refresh(): Promise<void> {
    const page = await api.listConversations();
    this.store.setState((state) => withFreshList(state, page));
    const { threads } = this.store.getState();
    const shown = this.shownId;
    if (shown && threads[shown]?.status === 'error') await this.load(shown);
    const ready = Object.keys(threads).filter((id) => threads[id]?.status === 'ready');
    const results = await Promise.allSettled(ready.map((id) => this.catchUp(id)));
    this.followShown();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Tries again soon. Without a network there is nothing to try: its return is an event of its own. */
  private refreshLater(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.store.getState().connection !== 'offline') this.refresh().catch(() => this.refreshLater());
    }, RETRY_MS);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.answers.stop();
  }

  private async fetchMissed(conversationId: string): Promise<void> {
    do {
      this.again.delete(conversationId);
      const thread = this.store.getState().threads[conversationId];
      if (thread?.status !== 'ready') return;
      try {
        const page = await api.listEvents(conversationId, thread.lastEventSeq);
        // Too far behind to walk: today's page is the same state sooner.
        if (page.has_more) await this.load(conversationId);
        else this.store.setState((state) => withEventPage(state, page));
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
        this.store.setState((state) => withoutConversation(state, conversationId));
        return;
      }
    } while (this.again.has(conversationId));
    if (this.shownId === conversationId) this.followShown();
  }

  private async learn(event: ThinEvent): Promise<void> {
    const id = event.conversation_id;
    if (event.type === 'conversation.deleted') {
      this.store.setState((state) => withoutConversation(state, id));
      return;
    }
    const { threads, conversations } = this.store.getState();
    const thread = threads[id];
    if (thread?.status === 'ready') {
      if (event.seq > thread.lastEventSeq) await this.catchUp(id);
      return;
    }
    // The page on its way may be of before this event.
    if (this.loading.has(id)) this.again.add(id);
    if ((conversations[id]?.last_event_seq ?? 0) >= event.seq) return;
    const row = await api.getConversation(id);
    this.store.setState((state) => withConversations(state, [row]));
  }
}
