import { type ReactNode, useEffect, useState } from 'react';

/** Above this, colouring would be a task that people feel. */
const MAX_CHARS = 40_000;
/** Blocks scrolled out of the list and back in get their colours at once. */
const KEPT_BLOCKS = 200;

const kept = new Map<string, ReactNode>();

function keep(key: string, value: ReactNode): void {
  kept.set(key, value);
  const oldest = kept.size > KEPT_BLOCKS ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}

/** Coloured code, or null while it is not there or when the language is not known. */
export function useHighlighting(code: string, language: string, wanted: boolean): ReactNode | null {
  const possible = wanted && language !== '' && code.length <= MAX_CHARS;
  const key = possible ? `${language}\n${code}` : '';
  const [done, setDone] = useState<{ key: string; node: ReactNode } | null>(null);

  useEffect(() => {
    if (!key || kept.has(key)) return;
    let current = true;
    import('./highlight-code')
      .then(({ highlightCode }) => {
        const node = highlightCode(code, language);
        if (node === null) return;
        keep(key, node);
        if (current) setDone({ key, node });
      })
      // Offline and not yet fetched: plain code reads well too.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [key, code, language]);

  if (!key) return null;
  return kept.get(key) ?? (done?.key === key ? done.node : null);
}
