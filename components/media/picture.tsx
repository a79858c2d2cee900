'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { nameOfAsset } from './describe-asset';
import { usePlaceholder } from './use-placeholder';

type PictureProps = {
  asset: Asset;
  /** How wide it is shown, for the browser to choose among the sizes there are. */
  sizes: string;
  fit: 'cover' | 'contain';
  eager?: boolean;
};

/** A picture that fills its frame: its blurred likeness first, then itself. */
export function Picture({ asset, sizes, fit, eager }: PictureProps) {
  const placeholder = usePlaceholder(asset.placeholder);
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');

  if (state === 'broken') {
    return (
      <span className="flex size-full flex-col items-center justify-center gap-2 bg-bubble p-3 text-caption text-muted">
        <ImageOff className="size-5" />
        The picture could not be loaded.
      </span>
    );
  }
  return (
    <span
      className="block size-full bg-bubble bg-cover bg-center"
      style={state === 'loading' ? { backgroundImage: placeholder } : undefined}
    >
      <img
        // A picture that came from the cache was there before anyone listened.
        ref={(image) => {
          if (image?.complete && image.naturalWidth > 0) setState('loaded');
        }}
        src={asset.thumbnail_url ?? asset.url}
        srcSet={sourcesOf(asset)}
        sizes={sizes}
        alt={nameOfAsset(asset)}
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
    </span>
  );
}

/** The sizes a picture exists in. */
function sourcesOf(asset: Asset): string | undefined {
  const variants = asset.variants.filter(
    (variant) => variant.width && variant.content_type.startsWith('image/'),
  );
  if (variants.length === 0 || !asset.width) return undefined;
  return [
    ...variants.map((variant) => `${variant.url} ${variant.width}w`),
    `${asset.url} ${asset.width}w`,
  ].join(', ');
}
