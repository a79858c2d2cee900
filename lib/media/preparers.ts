import type { PreparedAsset, Preparer } from './prepare-ports';

type Prepared = Pick<PreparedAsset, 'kind' | 'format' | 'contentType'>;

/** Which assets a preparer takes. Loaded when one is worked on: the door only asks whether there is one. */
type Registration = { prepares(asset: Prepared): boolean; load(): Promise<Preparer> };

const documentFormats = new Set(['pdf', 'docx']);

const registered: Registration[] = [
  {
    prepares: ({ kind }) => kind === 'audio',
    load: async () => (await import('./prepare/prepare-audio')).prepareAudio,
  },
  {
    prepares: ({ kind }) => kind === 'video',
    load: async () => (await import('./prepare/prepare-video')).prepareVideo,
  },
  {
    prepares: ({ kind, format }) => kind === 'file' && documentFormats.has(format),
    load: async () => (await import('./prepare/prepare-document')).prepareDocument,
  },
];

let replaced: Registration[] | undefined;

const find = (asset: Prepared) => (replaced ?? registered).find(({ prepares }) => prepares(asset));

/** What makes the variants of such an asset, or null when nothing is to be made. */
export async function findPreparer(asset: Prepared): Promise<Preparer | null> {
  return (await find(asset)?.load()) ?? null;
}

/** Whether such an asset is prepared in the background after it came in. */
export function isPrepared(asset: Prepared): boolean {
  return find(asset) !== undefined;
}

/** Puts other preparers in place until called with `undefined`; for tests. */
export function usePreparers(others: Registration[] | undefined): void {
  replaced = others;
}
