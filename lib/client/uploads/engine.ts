import type { EngineParts } from './engine-parts';
import type { UploadBook, UploadEngine, UploadRecord } from './engine-ports';
import { markKeptUploads } from './kept-mark';
import { KeptRecords } from './kept-records';
import type { LocalUpload } from './local-upload';
import { Places } from './places';
import { isFinal } from './read-refusal';
import { Removals } from './removals';
import type { TabMessage, Tabs } from './tabs';
import { pathsOf, shownOf } from './upload-record';
import { retryDelayMs } from './waits';
import { whyWaiting } from './why-waiting';

/** Phones on a train share one thin line: more at once only makes all of them late. */
const UPLOADS_AT_ONCE = 3;
/** Rings need no finer steps, and each step draws. */
const PROGRESS_STEP = 0.005;

/** Keeps uploads in the browser and sends each until it is done, refused or taken away. */
export class Engine implements UploadEngine {
  readonly #running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  readonly #places = new Places(UPLOADS_AT_ONCE);
  readonly #records: KeptRecords;
  readonly #removals: Removals;
  readonly #tabs: Tabs;

  constructor(
    private readonly personId: string,
    private readonly book: UploadBook,
    private readonly parts: EngineParts,
  ) {
    this.#records = new KeptRecords(personId, parts.keep, (id) => this.#change(id, { isKept: false }));
    this.#removals = new Removals(parts.keep, parts.removeAt);
    this.#tabs = parts.openTabs((message) => void this.#hear(message));
  }

  async restore(): Promise<void> {
    for (const { record, file } of await this.#records.readAll()) {
      this.#adopt(record, file);
      void this.#readAssetAgain(record.id);
    }
    void this.#removals
      .flush()
      .then(() => markKeptUploads(this.personId, this.book.all().length > 0 || !this.#removals.isEmpty));
  }

  begin(id: string): void {
    const upload = this.book.get(id);
    if (!upload) return;
    if (this.#records.get(id)) {
      this.#run(id);
      return;
    }
    this.#records.add(upload);
    this.#tell(id);
    this.#run(id, { isNew: true });
  }

  follow(id: string): void {
    const upload = this.book.get(id);
    if (!upload) return;
    // Kept first: another tab that takes its turn now reads that it is paused.
    void this.#records.update(upload).then(() => {
      if (this.book.get(id)?.state === 'paused') this.#running.get(id)?.stop.abort();
    });
    this.#tell(id);
    this.#run(id);
  }

  drop(id: string, { onServer }: { onServer: boolean }): void {
    this.#tabs.tell({ removed: id, onServer });
    void this.#drop(id, onServer);
  }

  async #drop(id: string, onServer: boolean): Promise<void> {
    const running = this.#running.get(id);
    running?.stop.abort();
    // What is on its way may still get an address or an asset, which has to go too.
    await running?.ended;
    const record = await this.#records.remove(id);
    if (onServer && record) await this.#removals.add({ id, paths: pathsOf(record) });
  }

  #adopt(record: UploadRecord, file: Blob): void {
    this.#records.know(record);
    const { url: _url, wasTried: _wasTried, ...shown } = record;
    const state = record.state === 'uploading' ? 'waiting' : record.state;
    // Something added meanwhile is newer than what was kept.
    if (!this.book.get(record.id)) this.book.put({ ...shown, state, file, isKept: true });
    this.#run(record.id);
  }

  /** Since the last visit it may have been prepared, or swept away: then its bytes are sent again. */
  async #readAssetAgain(id: string): Promise<void> {
    const known = this.book.get(id)?.asset;
    if (!known) return;
    const asset = await this.parts.readAsset(known.id).catch(() => known);
    if (asset === known || this.book.get(id)?.asset !== known) return;
    if (!asset) void this.#records.note(id, { url: null });
    this.#change(id, asset ? { asset } : { asset: null, state: 'waiting', progress: 0 });
    this.#run(id);
  }

  #run(id: string, { isNew = false } = {}): void {
    if (this.#running.has(id) || this.book.get(id)?.state !== 'waiting') return;
    const stop = new AbortController();
    const ended = this.#tabs
      .alone(id, stop.signal, () => this.#sendUntilOver(id, isNew, stop.signal))
      .catch((error: unknown) => this.#fail(id, error as Error))
      .then(() => {
        this.#running.delete(id);
        // Resumed before the last try had ended.
        this.#run(id);
      });
    this.#running.set(id, { stop, ended });
  }

  async #sendUntilOver(id: string, isNew: boolean, signal: AbortSignal): Promise<void> {
    // Nobody else can know a new one, and its bytes may still be on their way into the keep.
    if (!isNew) await this.#readWhatOthersDid(id);
    let failures = 0;
    while (!signal.aborted && isToBeSent(this.book.get(id))) {
      const before = this.book.get(id)?.progress ?? 0;
      const error = await this.#places.use(() => this.#try(id, signal));
      if (!error || signal.aborted) return;
      if (isFinal(error)) return this.#fail(id, error);
      const progress = this.book.get(id)?.progress ?? 0;
      failures = progress > before ? 1 : failures + 1;
      this.#change(id, { state: 'waiting', error: whyWaiting(error) });
      await this.parts.wait(retryDelayMs(failures), signal);
    }
  }

  /** One try; what it failed of, or null. */
  async #try(id: string, signal: AbortSignal): Promise<Error | null> {
    const upload = this.book.get(id);
    if (signal.aborted || !upload || !isToBeSent(upload)) return null;
    this.#change(id, { state: 'uploading', error: null });
    this.#records.note(id, { wasTried: true });
    try {
      const asset = await this.parts.send(upload, {
        signal,
        url: this.#records.get(id)?.url ?? null,
        onUrl: (url) => {
          this.#records.note(id, { url });
          this.#tell(id);
        },
        onProgress: (progress) => this.#showProgress(id, progress, signal),
      });
      // Also when it was taken out meanwhile: then its asset is removed with the rest.
      this.#records.note(id, { asset, state: 'done' });
      this.#change(id, { state: 'done', progress: 1, error: null, asset });
      return null;
    } catch (error) {
      // The server has dropped the beginning: from the start then.
      if ((error as { status?: number }).status === 404) this.#records.note(id, { url: null });
      return error as Error;
    }
  }

  #fail(id: string, error: Error): void {
    // What was refused is gone there; a retry begins anew.
    this.#records.note(id, { url: null });
    this.#change(id, { state: 'failed', error: error.message });
  }

  #showProgress(id: string, progress: number, signal: AbortSignal): void {
    const shown = this.book.get(id);
    if (signal.aborted || !shown || shown.state !== 'uploading') return;
    const isStep = Math.abs(progress - shown.progress) >= PROGRESS_STEP || progress === 1;
    if (!isStep || progress === shown.progress) return;
    this.book.put({ ...shown, progress });
    this.#tell(id);
  }

  /** A change that came about here: shown, kept, and told to the other tabs. */
  #change(id: string, change: Partial<LocalUpload>): void {
    const upload = this.book.get(id);
    if (!upload) return;
    this.book.put({ ...upload, ...change });
    void this.#records.update({ ...upload, ...change });
    this.#tell(id);
  }

  /** Before its turn another tab may have sent it, paused it or thrown it away. */
  async #readWhatOthersDid(id: string): Promise<void> {
    const shown = this.book.get(id);
    const record = await this.#records.readAgain(id);
    if (!shown || record === undefined) return;
    if (record === null) this.book.remove(id);
    else if (record.state !== 'uploading') this.book.put({ ...shown, ...shownOf(record) });
  }

  async #hear(message: TabMessage): Promise<void> {
    if ('removed' in message) {
      this.book.remove(message.removed);
      // Here too: this tab may know an address that the other one does not.
      await this.#drop(message.removed, message.onServer);
      return;
    }
    const { changed: record } = message;
    const shown = this.book.get(record.id);
    if (!shown) {
      const kept = await this.parts.keep.read(record.id).catch(() => null);
      if (kept && !this.book.get(record.id)) this.#adopt(kept.record, kept.file);
      return;
    }
    this.#records.know(record);
    this.book.put({ ...shown, ...shownOf(record) });
    if (record.state === 'paused') this.#running.get(record.id)?.stop.abort();
    this.#run(record.id);
  }

  #tell(id: string): void {
    const record = this.#records.get(id);
    const upload = this.book.get(id);
    if (record && upload) this.#tabs.tell({ changed: { ...record, ...shownOf(upload) } });
  }
}

const isToBeSent = (upload: LocalUpload | null) =>
  upload?.state === 'waiting' || upload?.state === 'uploading';
