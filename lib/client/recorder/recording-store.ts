import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { RECORDINGS } from './recording-mark';

/** What is known of a recording while it is made, and after a crash. */
export type RecordingRow = {
  /** UUIDv7. */
  id: string;
  personId: string;
  /** The conversation's id, or 'new' before there is one. */
  conversationId: string;
  type: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
  /** As in LevelTrace. */
  levels: Uint8Array<ArrayBuffer>;
  /** The person threw it away and may still think better of it, until the page goes. */
  isDiscarded: boolean;
};

interface Recordings extends DBSchema {
  recordings: { key: string; value: RecordingRow };
  /** Bytes rather than Blobs: some browsers lose Blobs in here. */
  pieces: { key: [string, number]; value: ArrayBuffer };
}

/** Keeps recordings in the browser, piece by piece. */
export interface RecordingStore {
  save(row: RecordingRow): Promise<void>;
  addPiece(row: RecordingRow, index: number, bytes: ArrayBuffer): Promise<void>;
  list(personId: string): Promise<RecordingRow[]>;
  /** All pieces, in order. */
  readPieces(id: string): Promise<ArrayBuffer[]>;
  remove(id: string): Promise<void>;
}

let opened: Promise<IDBPDatabase<Recordings>> | null = null;

/** One connection a tab; one that failed or was cut by the browser is opened anew. */
function database(): Promise<IDBPDatabase<Recordings>> {
  opened ??= openDB<Recordings>(RECORDINGS, 1, {
    upgrade(db) {
      db.createObjectStore('recordings', { keyPath: 'id' });
      db.createObjectStore('pieces');
    },
    // Signing out deletes what is kept, which must not wait for this tab.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

export const recordingStore: RecordingStore = {
  async save(row) {
    await (await database()).put('recordings', row);
  },

  async addPiece(row, index, bytes) {
    const work = (await database()).transaction(['recordings', 'pieces'], 'readwrite');
    await Promise.all([
      work.objectStore('recordings').put(row),
      work.objectStore('pieces').put(bytes, [row.id, index]),
      work.done,
    ]);
  },

  async list(personId) {
    const rows = await (await database()).getAll('recordings');
    return rows.filter((row) => row.personId === personId);
  },

  async readPieces(id) {
    return (await database()).getAll('pieces', piecesOf(id));
  },

  async remove(id) {
    const work = (await database()).transaction(['recordings', 'pieces'], 'readwrite');
    await Promise.all([
      work.objectStore('recordings').delete(id),
      work.objectStore('pieces').delete(piecesOf(id)),
      work.done,
    ]);
  },
};
