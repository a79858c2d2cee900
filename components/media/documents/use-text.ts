import { useEffect, useState } from 'react';
import { request } from '@/lib/client';
import { decodeText } from './decode-text';

export type TextState =
  | { status: 'loading' }
  | { status: 'failed'; words: string }
  | { status: 'ready'; text: string; cut: boolean };

/** Reads at most the first `maxBytes` of a text once it is wanted. `again` starts over after a failure. */
export function useText(url: string | null, maxBytes: number): { state: TextState; again(): void } {
  const [state, setState] = useState<TextState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads the same again
  useEffect(() => {
    if (url === null) return;
    const controller = new AbortController();
    setState({ status: 'loading' });
    readStart(url, maxBytes, controller.signal)
      .then(({ bytes, cut }) => setState({ status: 'ready', text: decodeText(bytes, cut), cut }))
      .catch((error: Error) => {
        if (!controller.signal.aborted) setState({ status: 'failed', words: error.message });
      });
    return () => controller.abort();
  }, [url, maxBytes, attempt]);
  return { state, again: () => setAttempt((now) => now + 1) };
}

async function readStart(
  url: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const response = await request(url, { headers: { range: `bytes=0-${maxBytes - 1}` }, signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const whole = Number(response.headers.get('content-range')?.split('/')[1] ?? bytes.length);
  return { bytes: bytes.subarray(0, maxBytes), cut: whole > maxBytes };
}
