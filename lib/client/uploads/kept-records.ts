import type { UploadKeep, UploadRecord } from './engine-ports';
import { markKeptUploads } from './kept-mark';
import type { LocalUpload } from './local-upload';

/**
 * The records of the uploads in this tab, and what of them is kept. What the browser cannot keep stays in memory:
 * `onUnkept` is told, and everything goes on.
 */
export class KeptRecords {
  readonly #records = new Map<string, UploadRecord>();
  readonly #unkept = new Set<string>();
  /** Writes of one upload come one after the other; the last one holds. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(
    private readonly personId: string,
    private readonly keep: UploadKeep,
    private readonly onUnkept: (id: string) => void,
  ) {}

  get(id: string): UploadRecord | null {
    return this.#records.get(id) ?? null;
  }

  async readAll(): Promise<{ record: UploadRecord; file: Blob }[]> {
    const kept = await this.keep.readAll().catch(() => []);
    return kept.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  }

  /** What is kept now; null when another tab removed it, undefined when it cannot be told. */
  async readAgain(id: string): Promise<UploadRecord | null | undefined> {
    await this.#writes.get(id);
    if (this.#unkept.has(id)) return undefined;
    const kept = await this.keep.read(id).catch(() => undefined);
    if (kept) this.#records.set(id, kept.record);
    return kept === null ? null : kept?.record;
  }

  add(upload: LocalUpload): void {
    const record = { ...withoutBytes(upload), url: null, wasTried: false };
    this.#records.set(upload.id, record);
    markKeptUploads(this.personId, true);
    void this.#write(upload.id, () => this.keep.save(record, upload.file));
  }

  /** As another tab or an earlier visit has it. */
  know(record: UploadRecord): void {
    const mine = this.#records.get(record.id);
    const url = record.url ?? mine?.url ?? null;
    this.#records.set(record.id, { ...record, url, wasTried: record.wasTried || mine?.wasTried === true });
  }

  update(upload: LocalUpload): Promise<void> {
    return this.note(upload.id, withoutBytes(upload));
  }

  note(id: string, change: Partial<UploadRecord>): Promise<void> {
    const before = this.#records.get(id);
    if (!before) return Promise.resolve();
    const record = { ...before, ...change };
    this.#records.set(id, record);
    return this.#write(id, () => this.keep.save(record));
  }

  /** Takes it out and returns it as it was last. */
  async remove(id: string): Promise<UploadRecord | null> {
    const record = this.get(id) ?? (await this.keep.read(id).catch(() => null))?.record ?? null;
    this.#records.delete(id);
    await this.#writes.get(id);
    await this.keep.delete(id).catch(() => undefined);
    this.#writes.delete(id);
    this.#unkept.delete(id);
    return record;
  }

  #write(id: string, write: () => Promise<void>): Promise<void> {
    const before = this.#writes.get(id) ?? Promise.resolve();
    const mine = before.then(async () => {
      // Removed meanwhile: a late write would bring it back.
      if (!this.#records.has(id) || this.#unkept.has(id)) return;
      try {
        await write();
      } catch {
        this.#unkept.add(id);
        this.onUnkept(id);
      }
    });
    this.#writes.set(id, mine);
    return mine;
  }
}

function withoutBytes({
  file: _file,
  isKept: _isKept,
  ...record
}: LocalUpload): Omit<LocalUpload, 'file' | 'isKept'> {
  return record;
}
