import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LearnedFacts, MadeFile, PreparedAsset, Preparer } from '@/lib/media/prepare-ports';

export type Prepared = {
  previewNote: string | null;
  /** In the order in which they were kept. */
  names: string[];
  made: Record<string, MadeFile & { bytes: Buffer }>;
  facts: LearnedFacts;
  told: { stage: string; fraction: number }[];
};

/** Runs a preparer on bytes as the job does, in a folder of its own, and gives back all that it made. */
export async function runPreparer(
  prepare: Preparer,
  bytes: Uint8Array,
  asset: Partial<PreparedAsset>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Prepared> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-prepare-'));
  const source = path.join(folder, 'source');
  const prepared: Prepared = { previewNote: null, names: [], made: {}, facts: {}, told: [] };
  const about: PreparedAsset = {
    kind: 'file',
    contentType: 'application/octet-stream',
    format: 'bin',
    sizeBytes: bytes.length,
    durationMs: null,
    codec: null,
    width: null,
    height: null,
    ...asset,
  };
  try {
    await writeFile(source, bytes);
    const { previewNote } = await prepare(about, {
      source,
      folder,
      signal,
      tell: (stage, fraction) => prepared.told.push({ stage, fraction }),
      async keep(made) {
        await copyFile(made.file, path.join(folder, `kept-${made.name}`));
        prepared.names.push(made.name);
        prepared.made[made.name] = { ...made, bytes: await readFile(made.file) };
      },
      learn: (facts) => Object.assign(prepared.facts, facts),
    });
    return { ...prepared, previewNote };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
