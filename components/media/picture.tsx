'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { nameOfAsset, variantOf } from './describe-asset';
import { usePlaceholder } from './use-placeholder';

type PictureProps = {
  asset: Asset;
  /** How wide it is shown, for the browser to choose among the sizes there are. */
  sizes: string;
  fit: 'cover' | 'contain';
  eager?: boolean;
  /** False where its name is said beside it. */
  named?: boolean;
};

/** A picture, or the poster of a film, that fills its frame: its blurred likeness first, then itself. */
export function Picture({ asset, sizes, fit, eager, named = true }: PictureProps) {
  const placeholder = usePlaceholder(asset.placeholder);
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');

  const sources = sourcesOf(asset);

  if (state === 'broken' && asset.type === 'image') {
    return (
      <span className="flex size-full flex-col items-center justify-center gap-2 bg-bubble p-3 text-center text-caption text-balance text-muted">
        <ImageOff className="size-5" />
        {navigator.onLine
          ? 'The picture could not be loaded.'
          : 'You are offline. The picture comes when you are back.'}
      </span>
    );
  }
  return (
    <span
      className="block size-full bg-bubble bg-cover bg-center"
      style={state === 'loading' ? { backgroundImage: placeholder } : undefined}
    >
      {sources && state !== 'broken' ? (
        <img
          // A picture that came from the cache was there before anyone listened.
          ref={(image) => {
            if (image?.complete && image.naturalWidth > 0) setState('loaded');
          }}
          src={sources.src}
          srcSet={sources.srcSet}
          sizes={sizes}
          alt={named ? (asset.description ?? nameOfAsset(asset)) : ''}
          width={asset.width ?? undefined}
          height={asset.height ?? undefined}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onLoad={() => setState('loaded')}
          onError={() => setState('broken')}
          className={classNames(
            'size-full transition-opacity duration-calm',
            fit === 'cover' ? 'object-cover' : 'object-contain',
            state === 'loading' && placeholder ? 'opacity-0' : 'opacity-100',
          )}
        />
      ) : null}
    </span>
  );
}

/** Where a picture is read from, in the sizes it exists in; null for a film without a poster. */
function sourcesOf(asset: Asset): { src: string; srcSet?: string } | null {
  if (asset.type === 'video') {
    const poster = asset.thumbnail_url ?? variantOf(asset, 'poster')?.url;
    return poster ? { src: poster } : null;
  }
  // Only the original moves.
  if (asset.format === 'gif') return { src: asset.url };
  const sizes = [variantOf(asset, 'thumbnail'), variantOf(asset, 'display')].flatMap((variant) =>
    variant?.width ? [`${variant.url} ${variant.width}w`] : [],
  );
  const src = asset.thumbnail_url ?? asset.url;
  if (sizes.length === 0 || !asset.width) return { src };
  return { src, srcSet: [...sizes, `${asset.url} ${asset.width}w`].join(', ') };
}
