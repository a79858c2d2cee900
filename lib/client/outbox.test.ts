import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedUploads } from '@/tests/support/scripted-uploads';
import { Outbox } from './outbox';
import { withMessages } from './reduce';
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

function openTab(storage: TabStorage, uploads = new ScriptedUploads()) {
  const store = createClientStore({
    person: {
      id: 'p',
      email: 'p@example.org',
      name: null,
      role: 'member',
      has_password: true,
      preferences: {},
    },
    models: [],
    defaultModel: 'studio/studio',
    conversations: { conversations: [], next_before: null },
  });
  const outbox = new Outbox(store, new Sync(store), storage as unknown as Storage, uploads);
  const states = () =>
    Object.values(store.getState().outbox).map(({ content, state }) => `${content}: ${state}`);
  const shown = () => Object.values(store.getState().messages).flatMap((message) => message.media_urls);
  return { store, outbox, uploads, states, shown };
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
  it('carry what is to be made of them, now and after a reload', async () => {
    const tries = failWith(offline);
    const tool = { id: 'generate_image' as const, parameters: { prompt: 'a fox' } };
    const storage = new TabStorage();
    const tab = openTab(storage);
    tab.outbox.add({ ...draft('a fox'), tool });
    await settle();
    const sentTool = (call: number) =>
      JSON.parse(String((tries.mock.calls as unknown as [string, RequestInit][])[call]?.[1].body)).tool;
    expect(sentTool(0)).toEqual(tool);
    expect(Object.values(tab.store.getState().messages)[0]?.metadata.tool_call).toEqual(tool);
    await openTab(storage).outbox.restore();
    await settle();
    expect(sentTool(1)).toEqual(tool);
  });

  it('are kept for the next visit, and each only until it is delivered or discarded', async () => {
    failWith(offline);
    const storage = new TabStorage();
    const tab = openTab(storage);
    tab.outbox.add(draft('one'));
    tab.outbox.add(draft('two'));
    await settle();
    expect(await openTabAndRestore(storage)).toEqual(['one: queued', 'two: queued']);
    tab.outbox.discard(Object.keys(tab.store.getState().outbox)[0] ?? '');
    expect(await openTabAndRestore(storage)).toEqual(['two: queued']);
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
    expect(await openTabAndRestore(storage)).toEqual(['one: queued']);
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

describe('a message whose files are still on their way', () => {
  const note = new File(['sound'], 'Voice note.webm', { type: 'audio/webm' });
  const about = { conversationId: 'c', purpose: 'message', durationMs: 4_200, waveform: 'AAD/' } as const;
  const bodies = (tries: ReturnType<typeof failWith>) =>
    tries.mock.calls.map((call) => JSON.parse((call as unknown as [string, RequestInit])[1].body as string));

  it('is shown at once, playable from this browser, with the measured length', async () => {
    failWith(offline);
    const tab = openTab(new TabStorage());
    tab.outbox.add({ ...draft(''), attachments: [tab.uploads.add(note, about)] });
    expect(tab.shown()).toMatchObject([
      {
        type: 'audio',
        status: 'uploading',
        format: 'webm',
        content_type: 'audio/webm',
        filename: 'Voice note.webm',
        duration_ms: 4_200,
        waveform: 'AAD/',
      },
    ]);
    expect(tab.shown()[0]?.url).toMatch(/^blob:/);
  });

  it('is sent when the last of them is up, with the assets in their order', async () => {
    const tries = failWith(offline);
    const tab = openTab(new TabStorage());
    const first = tab.uploads.add(note, about);
    const second = tab.uploads.add(note, about);
    tab.outbox.add({ ...draft('both'), attachments: [first, second] });
    tab.uploads.finish(second.id, 'asset 2');
    await settle();
    expect(tries).not.toHaveBeenCalled();
    tab.uploads.finish(first.id, 'asset 1');
    await settle();
    expect(bodies(tries)[0].attachments).toEqual(['asset 1', 'asset 2']);
  });

  it('shows how far they are, and that they wait for the network', async () => {
    const tab = openTab(new TabStorage());
    const { id } = tab.uploads.add(note, about);
    tab.outbox.add({ ...draft('note'), attachments: [tab.uploads.get(id) as never] });
    tab.uploads.tell(id, { state: 'uploading', progress: 0.4 });
    expect(tab.shown()).toMatchObject([{ status: 'uploading', progress: 0.4 }]);
    tab.uploads.tell(id, { state: 'waiting', error: 'You are offline.' });
    expect(tab.states()).toEqual(['note: queued']);
    expect(tab.shown()).toMatchObject([{ stage: 'Waiting to upload', progress: null }]);
    tab.uploads.tell(id, { state: 'uploading', error: null });
    expect(tab.states()).toEqual(['note: sending']);
  });

  it('keeps its place before what was written later', async () => {
    const tries = failWith(offline);
    const tab = openTab(new TabStorage());
    const { id } = tab.uploads.add(note, about);
    tab.outbox.add({ ...draft('first'), attachments: [tab.uploads.get(id) as never] });
    tab.outbox.add(draft('second'));
    tab.outbox.add({ ...draft('elsewhere'), conversationId: 'other' });
    await settle();
    expect(bodies(tries).map(({ content }) => content)).toEqual(['elsewhere']);
  });

  it('comes back after a reload with its files, and is sent once they are up', async () => {
    const tries = failWith(offline);
    const storage = new TabStorage();
    const kept = new Map();
    const before = openTab(storage, new ScriptedUploads(kept));
    const { id } = before.uploads.add(note, about);
    before.outbox.add({ ...draft('note'), attachments: [before.uploads.get(id) as never] });
    const tab = openTab(storage, new ScriptedUploads(kept));
    await tab.outbox.restore();
    expect(tab.states()).toEqual(['note: sending']);
    expect(tab.shown()).toMatchObject([{ duration_ms: 4_200, waveform: 'AAD/' }]);
    expect(tab.shown()[0]?.url).toMatch(/^blob:/);
    tab.uploads.finish(id, 'asset 1');
    await settle();
    expect(bodies(tries)[0]).toMatchObject({ content: 'note', attachments: ['asset 1'] });
  });

  it('says so when one was refused, and tries it again when asked', async () => {
    const tab = openTab(new TabStorage());
    const { id } = tab.uploads.add(note, about);
    tab.outbox.add({ ...draft('note'), attachments: [tab.uploads.get(id) as never] });
    tab.uploads.tell(id, { state: 'failed', error: 'The recording is too long.' });
    expect(tab.states()).toEqual(['note: failed']);
    const [entry] = Object.values(tab.store.getState().outbox);
    expect(entry?.error).toBe('The recording is too long.');
    expect(tab.shown()).toMatchObject([{ status: 'failed' }]);
    tab.outbox.resend(entry?.id ?? '');
    expect(tab.uploads.retried).toEqual([id]);
    expect(tab.states()).toEqual(['note: sending']);
    expect(tab.shown()).toMatchObject([{ status: 'uploading' }]);
  });

  it('lets the files go only when the server has it, and takes them back when it is discarded', async () => {
    failWith(offline);
    const tab = openTab(new TabStorage());
    const delivered = tab.uploads.add(note, about);
    const discarded = tab.uploads.add(note, about);
    tab.outbox.add({ ...draft('one'), attachments: [delivered] });
    tab.outbox.add({ ...draft('two'), attachments: [discarded] });
    const [one, two] = Object.keys(tab.store.getState().outbox);
    tab.uploads.finish(delivered.id, 'asset 1');
    await settle();
    expect(tab.uploads.forgotten).toEqual([]);
    const row = { ...tab.store.getState().messages[one ?? ''], local: undefined, revision: 1 };
    tab.store.setState((state) => withMessages(state, 'c', [row as never]));
    expect(tab.uploads.forgotten).toEqual([delivered.id]);
    tab.outbox.discard(two ?? '');
    expect(tab.uploads.cancelled).toEqual([discarded.id]);
    expect(tab.store.getState().pendingAssets).toEqual({});
  });

  it('says so when a file is not in this browser any more', async () => {
    failWith(offline);
    const storage = new TabStorage();
    const before = openTab(storage);
    before.outbox.add({ ...draft('note'), attachments: [before.uploads.add(note, about)] });
    const tab = openTab(storage);
    await tab.outbox.restore();
    await settle();
    expect(tab.states()).toEqual(['note: failed']);
  });
});

async function openTabAndRestore(storage: TabStorage): Promise<string[]> {
  const tab = openTab(storage);
  await tab.outbox.restore();
  return tab.states();
}
