import path from 'node:path';
import type { MediaKind } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import { logger } from '@/lib/platform/logger';
import type { Transaction } from '@/lib/platform/transaction';
import { mediaTooLong, preparingFailed, scannerUnavailable } from './errors';
import { DURATION_TOLERANCE_MS, maxDurationMsOf } from './limits';
import type { LearnedFacts, MadeFile, PreparedAsset } from './prepare-ports';
import { PrepareProgress } from './prepare-progress';
import { findPreparer } from './preparers';
import { type Alongside, quarantineWithin } from './quarantine';
import { requireScanner, scanFile } from './scan-file';
import { withSpool } from './spool';
import * as store from './store/preparing';
import type { AssetRow } from './store/to-asset';
import { removeFiles } from './store-files';
import { fetchOriginal, putVariant, removeLeftovers } from './variant-files';

/** What preparing needs of the rest. */
export type PreparePort = {
  /**
   * Runs a change of the asset in a transaction, and tells with it whoever shows the asset. Nothing is told when
   * `write` returns false; it may be run again.
   */
  change(
    type: 'job.progressed' | 'asset.ready' | 'asset.failed' | 'asset.quarantined',
    write: (tx: Transaction) => Promise<boolean>,
  ): Promise<boolean>;
  /** Written with the row of an asset that turns out to be infected. */
  alongside: Alongside;
};

/** The asset was deleted, expired or withdrawn: nobody waits for the rest of the work. */
class NobodyWaits extends Error {}

/**
 * Prepares one asset: scans it when that is owed, makes its variants, and ends it as ready, failed or quarantined.
 * Does nothing when it is not waiting for that (any more). Throws when it should be tried again: at the first failure
 * that may pass, and when `signal` was aborted; then the asset goes on waiting. While the scanner is down it goes on
 * waiting too.
 */
export async function prepareAsset(
  ownerId: string,
  id: string,
  port: PreparePort,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const row = await store.findProcessing(ownerId, id);
  if (!row) return;
  try {
    await removeLeftovers(row);
    await withSpool((folder) => new Preparation(row, port, folder, signal).run());
  } catch (error) {
    if (error instanceof NobodyWaits) return;
    signal.throwIfAborted();
    await endBadly(row, port, error);
  }
}

/** Ends an asset whose job was given up, because the worker died at it again and again. */
export async function failAbandoned(ownerId: string, id: string, port: PreparePort): Promise<void> {
  await port.change('asset.failed', (tx) => store.markFailed(tx, ownerId, id, toProblem(null)));
}

async function endBadly(row: AssetRow, port: PreparePort, error: unknown): Promise<void> {
  logger.warn('asset not prepared', { assetId: row.id, kind: row.kind, format: row.format, error });
  // Held back until it could be scanned, however long that takes: whoever looks for assets without a job comes again.
  if (AppError.isInstance(error) && error.code === scannerUnavailable(null).code) return;
  const mayPass = !AppError.isInstance(error) || error.retryable;
  const isFirst = row.error_code === null;
  if (mayPass && isFirst) {
    await store.noteFailure(row.owner_id, row.id, toProblem(error));
    throw error;
  }
  await port.change('asset.failed', (tx) => store.markFailed(tx, row.owner_id, row.id, toProblem(error)));
}

function toProblem(error: unknown): { code: string; message: string } {
  const { code, publicMessage } = AppError.isInstance(error) ? error : preparingFailed(error);
  return { code, message: publicMessage };
}

class Preparation {
  private readonly facts: LearnedFacts = {};
  private readonly kept = new Set<string>();
  private readonly over = new AbortController();
  private readonly signal: AbortSignal;
  private readonly progress: PrepareProgress;

  constructor(
    private readonly row: AssetRow,
    private readonly port: PreparePort,
    private readonly folder: string,
    stop: AbortSignal,
  ) {
    this.signal = AbortSignal.any([stop, this.over.signal]);
    this.progress = new PrepareProgress((stage, percent) => this.saveProgress(stage, percent));
  }

  async run(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      // Whatever a preparer makes of being stopped.
      if (this.over.signal.aborted) throw new NobodyWaits();
      throw error;
    } finally {
      await this.progress.close();
    }
  }

  private async work(): Promise<void> {
    const { row, signal } = this;
    const source = path.join(this.folder, `source.${path.extname(row.storage_key).slice(1)}`);
    // Tried every few seconds while the scanner is down: a bucket must not be read each time.
    if (row.scan_verdict === 'pending') await requireScanner(signal);
    await fetchOriginal(row, source, signal);
    if (row.scan_verdict === 'pending' && !(await this.passesScan(source))) return;
    const asset = describe(row);
    const preparer = await findPreparer(asset);
    let previewNote: string | null = null;
    if (preparer) {
      ({ previewNote } = await preparer(asset, {
        source,
        folder: this.folder,
        signal,
        tell: (stage, fraction) => this.progress.tell(stage, fraction),
        keep: (made) => this.keep(made),
        learn: (facts) => this.learn(facts),
      }));
    }
    signal.throwIfAborted();
    await this.progress.close();
    // What needed no preparer keeps the variants that the door made.
    await this.end(previewNote, preparer ? [...this.kept] : null);
  }

  private async passesScan(source: string): Promise<boolean> {
    const { row, port, signal } = this;
    this.progress.tell('Checking the file', 0);
    const scan = await scanFile(source, signal);
    if (scan.verdict !== 'infected') {
      if (!(await store.saveVerdict(row.owner_id, row.id, scan.verdict))) throw new NobodyWaits();
      return true;
    }
    await this.progress.close();
    let keys: string[] = [];
    await port.change('asset.quarantined', async (tx) => {
      const found = await quarantineWithin(
        tx,
        { ownerId: row.owner_id, id: row.id },
        scan.signature,
        port.alongside,
      );
      keys = found?.keys ?? [];
      return found !== null;
    });
    await removeFiles(keys, row.storage_driver);
    return false;
  }

  private async keep(made: MadeFile): Promise<void> {
    const { row } = this;
    const stored = await putVariant(row, made, this.signal);
    const variant = {
      name: made.name,
      content_type: made.contentType,
      width: made.width,
      height: made.height,
      at_ms: made.atMs,
      ...stored,
    };
    // When this fails the bytes stay: a commit whose answer was lost has named them, else the next attempt removes them.
    const saved = await store.saveVariant(row.owner_id, row.id, variant, this.facts);
    if (!saved) {
      await removeFiles([stored.storage_key], row.storage_driver);
      this.over.abort();
      throw new NobodyWaits();
    }
    await removeFiles(saved.freedKeys, row.storage_driver);
    this.kept.add(made.name);
    this.progress.touch();
  }

  private learn(facts: LearnedFacts): void {
    Object.assign(this.facts, facts);
    const kind = this.row.kind as MediaKind;
    const maxMs = maxDurationMsOf(kind);
    // What the door could not see: not every file says how long it is.
    if (maxMs !== null && (facts.durationMs ?? 0) > maxMs + DURATION_TOLERANCE_MS)
      throw mediaTooLong(kind, maxMs);
  }

  private async end(previewNote: string | null, keptVariants: string[] | null): Promise<void> {
    const { row, port, facts } = this;
    let freedKeys: string[] = [];
    await port.change('asset.ready', async (tx) => {
      const ended = await store.markReady(tx, row.owner_id, row.id, { facts, previewNote, keptVariants });
      freedKeys = ended?.freedKeys ?? [];
      return ended !== null;
    });
    await removeFiles(freedKeys, row.storage_driver);
  }

  /** A telling that fails is not worth the work: the end will be told. */
  private async saveProgress(stage: string, percent: number): Promise<void> {
    const { row, port } = this;
    const found = await port
      .change('job.progressed', (tx) => store.saveProgress(tx, row.owner_id, row.id, { stage, percent }))
      .catch((error: unknown) => {
        logger.warn('progress not told', { assetId: row.id, error });
        return true;
      });
    if (!found) this.over.abort();
  }
}

function describe(row: AssetRow): PreparedAsset {
  return {
    kind: row.kind as MediaKind,
    contentType: row.content_type,
    format: row.format,
    sizeBytes: Number(row.size_bytes),
    durationMs: row.duration_ms,
    codec: row.codec,
    width: row.width,
    height: row.height,
  };
}
