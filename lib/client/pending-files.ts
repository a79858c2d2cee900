import { noteLocalCopy } from './local-copies';
import { measurePicture, type PictureSize } from './measure-picture';
import { isPending, type PendingView, toPendingAsset, toPendingAttachment } from './pending-attachment';
import { withoutPendingAssets, withPendingAsset } from './reduce';
import type { OutboxEntry } from './state';
import type { ClientStore } from './store';
import type { LocalUpload } from './uploads/local-upload';
import type { UploadsFront } from './uploads/ports';

/** Whether the files of a message are all up. `ids` are of assets, in the order in which they are shown. */
export type Files =
  | { status: 'up'; ids: string[] }
  | { status: 'on-the-way'; waitsForNetwork: boolean }
  | { status: 'failed'; error: string }
  | { status: 'gone' };

type Shown = { upload: LocalUpload; url: string; size: PictureSize | null };

/**
 * The files of waiting messages: tells how far they are, shows them from this browser until the server has the
 * message, and lets them go afterwards.
 */
export class PendingFiles {
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly store: ClientStore,
    private readonly uploads: UploadsFront,
    /** Called when one of them got further. */
    onChange: () => void,
  ) {
    uploads.subscribe(() => {
      if (this.refresh()) onChange();
    });
  }

  /** Puts back the files that earlier visits kept. Never throws: what cannot be read is gone. */
  async restore(): Promise<void> {
    await this.uploads.restore().catch(() => {});
  }

  /** Binds the files of a message to it and lets paused ones go on. */
  take(entry: OutboxEntry): void {
    const ids = uploadsOf(entry);
    if (ids.length === 0) return;
    this.uploads.assign(ids, { conversationId: entry.conversationId, purpose: 'message' });
    for (const id of ids) if (this.uploads.get(id)?.state === 'paused') this.uploads.resume(id);
    this.refresh();
  }

  of(entry: OutboxEntry): Files {
    const ids: string[] = [];
    let onTheWay: Files | null = null;
    for (const item of entry.attachments) {
      const upload = isPending(item) ? this.uploads.get(item.uploadId) : null;
      const asset = isPending(item) ? upload?.asset : item;
      if (asset) ids.push(asset.id);
      else if (!upload) return { status: 'gone' };
      else if (upload.state === 'failed') return { status: 'failed', error: upload.error ?? '' };
      else if (!onTheWay || isHeldUp(upload)) {
        onTheWay = { status: 'on-the-way', waitsForNetwork: isHeldUp(upload) };
      }
    }
    return onTheWay ?? { status: 'up', ids };
  }

  /** Tries again what failed. */
  retry(entry: OutboxEntry): void {
    for (const id of uploadsOf(entry)) if (this.uploads.get(id)?.state === 'failed') this.uploads.retry(id);
  }

  /** The server has the message, which shows its assets from now on. */
  release(entry: OutboxEntry): void {
    for (const id of uploadsOf(entry)) {
      const asset = this.uploads.get(id)?.asset;
      const url = this.shown.get(id)?.url;
      if (!asset || !url) continue;
      noteLocalCopy(asset, id, url);
      this.shown.delete(id);
    }
    for (const id of this.letGo(entry)) this.uploads.forget(id);
  }

  /** The message was thrown away, and its files with it. */
  cancel(entry: OutboxEntry): void {
    for (const id of this.letGo(entry)) this.uploads.cancel(id);
  }

  private letGo(entry: OutboxEntry): string[] {
    const ids = uploadsOf(entry);
    for (const id of ids) {
      const shown = this.shown.get(id);
      this.shown.delete(id);
      if (shown) URL.revokeObjectURL(shown.url);
    }
    if (ids.length > 0) this.store.setState((state) => withoutPendingAssets(state, ids));
    return ids;
  }

  /** Shows each file of a waiting message as it is now; true when any of them has changed. */
  private refresh(): boolean {
    let changed = false;
    for (const entry of Object.values(this.store.getState().outbox)) {
      for (const id of uploadsOf(entry)) {
        const upload = this.uploads.get(id);
        const shown = this.shown.get(id);
        if ((shown?.upload ?? null) === (upload ?? null)) continue;
        changed = true;
        if (!upload) continue;
        if (shown) this.shown.set(id, { ...shown, upload });
        else this.begin(upload);
        this.show(id);
      }
    }
    return changed;
  }

  private begin(upload: LocalUpload): void {
    const url = URL.createObjectURL(upload.file);
    this.shown.set(upload.id, { upload, url, size: null });
    // Room for it is kept as soon as its size is known, and again when the server's picture takes its place.
    void measurePicture(upload.type, url).then((size) => {
      const shown = this.shown.get(upload.id);
      if (!shown || !size) return;
      this.shown.set(upload.id, { ...shown, size });
      this.show(upload.id);
    });
  }

  private show(id: string): void {
    const shown = this.shown.get(id);
    if (!shown) return;
    const { upload, url, size } = shown;
    const view: PendingView = {
      url,
      progress: upload.state === 'uploading' || upload.state === 'done' ? upload.progress : null,
      stage: isHeldUp(upload) ? 'Waiting to upload' : null,
      failed: upload.state === 'failed',
      width: size?.width ?? null,
      height: size?.height ?? null,
    };
    const asset = toPendingAsset(toPendingAttachment(upload), view);
    this.store.setState((state) => withPendingAsset(state, id, asset));
  }
}

/** It does not go on by itself at the moment, and says why. */
const isHeldUp = (upload: LocalUpload): boolean => upload.state === 'waiting' && upload.error !== null;

const uploadsOf = (entry: OutboxEntry): string[] =>
  entry.attachments.flatMap((item) => (isPending(item) ? [item.uploadId] : []));
