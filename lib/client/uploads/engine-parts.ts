import type { Asset } from '@/lib/contracts';
import type { SendOptions, UploadKeep } from './engine-ports';
import type { LocalUpload } from './local-upload';
import type { TabMessage, Tabs } from './tabs';

/** What the engine is made of in a browser, and what tests put in its place. */
export type EngineParts = {
  keep: UploadKeep;
  openTabs(hear: (message: TabMessage) => void): Tabs;
  send(upload: LocalUpload, options: SendOptions): Promise<Asset>;
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  /** The asset as it is now, null when the server does not have it any more. */
  readAsset(id: string): Promise<Asset | null>;
  /** Deletes what is at a path of the API; what is not there is no error. */
  removeAt(path: string): Promise<void>;
};
