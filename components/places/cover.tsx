'use client';

import { useState } from 'react';
import { classNames } from '../ui/class-names';

/** The picture that stands for a conversation. Nothing at all when there is none or it is gone. */
export function Cover({ url, className }: { url: string | null; className?: string }) {
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  if (!url || url === brokenUrl) return null;
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBrokenUrl(url)}
      className={classNames(
        'shrink-0 rounded-small bg-bubble object-cover inset-ring inset-ring-line',
        className,
      )}
    />
  );
}
