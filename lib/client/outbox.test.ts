import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from './outbox';
import { createClientStore } from './store';
import { Sync } from './sync';

/** Enough of a browser's storage, shared by the tabs of a test. */
class TabStorage {
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value });
  }
  removeItem(key: string): void {
    delete (this as Record<string, unknown>)[key];
  }
}

function openTab(storage: TabStorage) {
  const store = createClientStore({
    person: { id: 'p', email: 'p@example.org', name: null, role: 'member', has_password: true },
    models: [],
    defaultModel: 'studio/studio',
    conversations: { conversations: [], next_before: null },
  });
  const outbox = new Outbox(store, new Sync(store), storage as unknown as Storage);
  const states = () =>
    Object.values(store.getState().outbox).map(({ content, state }) => `${content}: ${state}`);
  return { store, outbox, states };
}

const draft = (content: string) => ({ conversationId: 'c', content, attachments: [] });

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const failWith = (answer: () => Promise<Response>) => {
  const tries = vi.fn(answer);
  vi.stubGlobal('fetch', tries);
  return tries;
};

const offline = () => Promise.reject(new TypeError('no connection'));
const refused = () =>
  Promise.resolve(
    Response.json(
      { error: { code: 'media.gone', message: 'The file is gone.', retryable: false } },
      { status: 404 },
    ),
  );

describe('messages that wait', () => {
  it('are kept for the next visit, and each only until it is delivered or discarded', async () => {
    failWith(offline);
    const storage = new TabStorage();
    const tab = openTab(storage);
    tab.outbox.add(draft('one'));
    tab.outbox.add(draft('two'));
    await settle();
    expect(openTabAndRestore(storage)).toEqual(['one: queued', 'two: queued']);
    tab.outbox.discard(Object.keys(tab.store.getState().outbox)[0] ?? '');
    expect(openTabAndRestore(storage)).toEqual(['two: queued']);
  });

  it('are not forgotten because another tab of the same person has none', async () => {
    failWith(offline);
    const storage = new TabStorage();
    const other = openTab(storage);
    const tab = openTab(storage);
    tab.outbox.add(draft('one'));
    await settle();
    other.outbox.add(draft('two'));
    other.outbox.discard(Object.keys(other.store.getState().outbox)[0] ?? '');
    expect(openTabAndRestore(storage)).toEqual(['one: queued']);
  });

  it('are tried again only when it is time', async () => {
    const tries = failWith(offline);
    const tab = openTab(new TabStorage());
    tab.outbox.add(draft('one'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tries).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tries.mock.calls.length).toBeGreaterThan(2);
    expect(tries.mock.calls.length).toBeLessThan(10);
  });

  it('do not wait for one that was refused', async () => {
    failWith(refused);
    const tab = openTab(new TabStorage());
    tab.outbox.add(draft('one'));
    await settle();
    expect(tab.states()).toEqual(['one: failed']);
    failWith(offline);
    tab.outbox.add(draft('two'));
    await settle();
    expect(tab.states()).toEqual(['one: failed', 'two: queued']);
  });
});

it('sends the next message when the one before arrived and only its receipt was lost', async () => {
  let cut = () => {};
  const lost = new Promise<Response>((_, reject) => {
    cut = () => reject(new TypeError('connection lost'));
  });
  const tries = failWith(() => lost);
  const tab = openTab(new TabStorage());
  tab.outbox.add(draft('one'));
  tab.outbox.add(draft('two'));
  await settle();
  expect(tries).toHaveBeenCalledTimes(1);
  // As an event of another device would.
  tab.store.setState(({ outbox }) => ({ outbox: Object.fromEntries(Object.entries(outbox).slice(1)) }));
  cut();
  await settle();
  expect(tries).toHaveBeenCalledTimes(2);
});

function openTabAndRestore(storage: TabStorage): string[] {
  const tab = openTab(storage);
  tab.outbox.restore();
  return tab.states();
}
