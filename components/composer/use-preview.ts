'use client';

import { useEffect, useState } from 'react';

const SHOWN_BY_BROWSERS = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** A picture's own bytes as its preview; null for what browsers cannot show. */
export function usePreview(file: Blob, type: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!SHOWN_BY_BROWSERS.test(type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [file, type]);
  return url;
}
