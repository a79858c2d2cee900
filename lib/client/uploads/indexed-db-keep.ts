import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Removal, UploadKeep, UploadRecord } from './engine-ports';
import { keepNameOf } from './kept-mark';

interface Schema extends DBSchema {
  records: { key: string; value: UploadRecord };
  files: { key: string; value: Blob };
  removals: { key: string; value: Removal };
}

/** Uploads of one person in IndexedDB, the bytes beside their records: progress rewrites no bytes. */
export function openIndexedDbKeep(personId: string): UploadKeep {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () => {
    opening ??= open(personId, () => {
      opening = null;
    });
    return opening;
  };

  return {
    async save(record, file) {
      const transaction = (await database()).transaction(['records', 'files'], 'readwrite');
      await Promise.all([
        transaction.objectStore('records').put(record),
        file && transaction.objectStore('files').put(file, record.id),
        transaction.done,
      ]);
    },
    async read(id) {
      const db = await database();
      const [record, file] = await Promise.all([db.get('records', id), db.get('files', id)]);
      return record && file ? { record, file } : null;
    },
    async readAll() {
      const records = await (await database()).getAll('records');
      const found = await Promise.all(records.map(({ id }) => this.read(id)));
      return found.filter((upload) => upload !== null);
    },
    async delete(id) {
      const transaction = (await database()).transaction(['records', 'files'], 'readwrite');
      await Promise.all([
        transaction.objectStore('records').delete(id),
        transaction.objectStore('files').delete(id),
        transaction.done,
      ]);
    },
    saveRemoval: async (removal) => void (await (await database()).put('removals', removal)),
    readRemovals: async () => (await database()).getAll('removals'),
    deleteRemoval: async (id) => (await database()).delete('removals', id),
  };
}

async function open(personId: string, onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(keepNameOf(personId), 1, {
    upgrade(db) {
      db.createObjectStore('records', { keyPath: 'id' });
      db.createObjectStore('files');
      db.createObjectStore('removals', { keyPath: 'id' });
    },
    // Another tab signs out and deletes it.
    blocking: () => {
      database.close();
      onClosed();
    },
    terminated: onClosed,
  }).catch((error: unknown) => {
    onClosed();
    throw error;
  });
  return database;
}
