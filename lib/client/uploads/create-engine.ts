import { ApiError, api, request } from '../api';
import { Engine } from './engine';
import type { UploadBook, UploadEngine } from './engine-ports';
import { openIndexedDbKeep } from './indexed-db-keep';
import { sendUpload } from './send-upload';
import { openTabs } from './tabs';
import { waitForMoment } from './waits';

/** The engine of one person's uploads in this tab. */
export function createUploadEngine(personId: string, book: UploadBook): UploadEngine {
  return new Engine(personId, book, {
    keep: openIndexedDbKeep(personId),
    openTabs: (hear) => openTabs(personId, hear),
    send: sendUpload,
    wait: waitForMoment,
    readAsset: async (id) => {
      try {
        return await api.getAsset(id);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    removeAt: async (path) => {
      await request(path, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    },
  });
}
