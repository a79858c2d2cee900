import type { UploadRecord } from './engine-ports';

export type TabMessage = { changed: UploadRecord } | { removed: string; onServer: boolean };

/** The other tabs of this person in this browser. */
export interface Tabs {
  tell(message: TabMessage): void;
  /** Runs the work in one tab at a time; null when it was aborted before its turn. */
  alone<T>(id: string, signal: AbortSignal, work: () => Promise<T>): Promise<T | null>;
}

/** Tabs that hear each other over a channel and take turns by the browser's locks. */
export function openTabs(personId: string, hear: (message: TabMessage) => void): Tabs {
  const channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`strand.uploads.${personId}`);
  if (channel) channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
  return {
    tell: (message) => channel?.postMessage(message),
    async alone(id, signal, work) {
      // Only on pages over https (or this machine's own); elsewhere each tab is on its own.
      if (!navigator.locks) return work();
      try {
        return await navigator.locks.request(`strand.upload.${id}`, { signal }, work);
      } catch (error) {
        if (signal.aborted && (error as Error).name === 'AbortError') return null;
        throw error;
      }
    },
  };
}
