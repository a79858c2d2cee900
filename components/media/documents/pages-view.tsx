'use client';

import type { Asset, Variant } from '@/lib/contracts';
import { isReadable, sayState, stateOfAsset, variantOf } from '../describe-asset';
import { TextFailed, TextNote, TextSkeleton } from './text-states';
import { useText } from './use-text';

/** About a thousand pages; nobody reads more of it in a panel. */
const MAX_TEXT_BYTES = 2_000_000;

/** The first page as a picture, and below it the text of all of them. */
export function PagesView({ asset }: { asset: Asset }) {
  const page = variantOf(asset, 'page') ?? variantOf(asset, 'thumbnail');
  const text = variantOf(asset, 'text');
  return (
    <div className="flex flex-col gap-5 px-4 py-5 pad-safe-bottom sm:px-6">
      {page ? (
        <img
          src={page.url}
          alt="First page"
          className="mx-auto rounded-small border border-line bg-surface object-contain shadow-raised"
          style={roomOf(page)}
        />
      ) : null}
      {text ? <PageTexts url={text.url} /> : <TextNote>{sentenceWithoutText(asset)}</TextNote>}
    </div>
  );
}

/** As high as leaves some of the text in sight, and there before the picture is. */
function roomOf({ width, height }: Variant) {
  const ratio = width && height ? width / height : Math.SQRT1_2;
  return { aspectRatio: ratio, width: `min(100%, ${(65 * ratio).toFixed(1)}dvh)` };
}

function sentenceWithoutText(asset: Asset): string {
  const state = stateOfAsset(asset);
  if (state.kind === 'working') return sayState(state) ?? '';
  if (state.kind === 'failed') return state.words;
  return asset.preview_note ?? (isReadable(asset) ? 'There is no text to show. Download it to read it.' : '');
}

function PageTexts({ url }: { url: string }) {
  const { state, again } = useText(url, MAX_TEXT_BYTES);
  if (state.status === 'loading') return <TextSkeleton />;
  if (state.status === 'failed') return <TextFailed words={state.words} onAgain={again} />;
  if (state.text.trim() === '') {
    return <TextNote>There is no text in this document. Its pages may be pictures.</TextNote>;
  }
  const pages = state.text.split('\f');
  return (
    <div className="select-text">
      {pages.map((text, index) => (
        // Far pages are laid out when they come near; the browser's search finds them all the same.
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
        <section key={index} className="[contain-intrinsic-size:auto_600px] [content-visibility:auto]">
          {pages.length > 1 ? (
            <h3 className="flex items-center gap-3 pt-3 pb-2 text-caption font-medium text-muted after:h-px after:flex-1 after:bg-line">
              Page {index + 1}
            </h3>
          ) : null}
          <p dir="auto" className="text-body text-pretty wrap-anywhere whitespace-pre-wrap">
            {text.trim() || <span className="text-muted">No text on this page.</span>}
          </p>
        </section>
      ))}
      {state.cut ? <TextNote>The text goes on. Download the document to read the rest.</TextNote> : null}
    </div>
  );
}
