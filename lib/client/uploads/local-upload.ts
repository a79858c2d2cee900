import type { Asset } from '@/lib/contracts';

/** A file on its way from this browser, or just arrived: what chips and waiting messages show. Never changed in place. */
export type LocalUpload = {
  /** UUIDv7, made here. */
  id: string;
  /** The conversation's id, or 'new' before there is one. */
  conversationId: string;
  file: Blob;
  name: string;
  /** What the browser says it is; may be empty. */
  type: string;
  /** Bytes. */
  size: number;
  state: 'waiting' | 'uploading' | 'paused' | 'done' | 'failed';
  /** From 0 to 1: what the server has, as far as this tab knows. */
  progress: number;
  /** Failed: the final sentence. Waiting: why it does not go on at the moment, when there is a reason. */
  error: string | null;
  /** Set when done. */
  asset: Asset | null;
  /** Of a recording, measured while it was made. */
  durationMs: number | null;
  /** Of a recording: loudness over time as in `Asset.waveform`. */
  waveform: string | null;
  /** In the tray of a message that is being written, or belonging to one that was sent already. */
  purpose: 'tray' | 'message';
  /** False when this browser cannot keep the file: it will not survive a reload. */
  isKept: boolean;
};

/** What is said of a file when it is taken in. */
export type UploadAbout = {
  conversationId: string;
  purpose: LocalUpload['purpose'];
  /** For callers that need the id before; a new one is made otherwise. */
  id?: string;
  /** Defaults to the name of a File. */
  name?: string;
  durationMs?: number | null;
  waveform?: string | null;
};

/** Bytes from which an upload is sent in pieces that survive interruptions, and can be paused. */
export const RESUMABLE_FROM_BYTES = 4 * 1024 * 1024;
