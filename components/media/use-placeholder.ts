import { useEffect, useState } from 'react';
import { thumbHashToDataURL } from 'thumbhash';

/** A blurred likeness of a picture as a CSS background, from its thumbhash (base64). Drawn after the first paint. */
export function usePlaceholder(hash: string | null): string | undefined {
  const [background, setBackground] = useState<string>();
  useEffect(() => {
    if (!hash) return;
    try {
      const bytes = Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));
      setBackground(`url(${thumbHashToDataURL(bytes)})`);
    } catch {
      // Not a thumbhash: the plain colour beneath does.
      setBackground(undefined);
    }
  }, [hash]);
  return background;
}
