const LIVE_ORIGIN = 'https://api.deepgram.com';

/** `fetch` for an SDK that has its address built in: what would go there goes to `baseURL` instead. */
export function fetchAt(baseURL: string): typeof fetch {
  return (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    return fetch(address.replace(LIVE_ORIGIN, baseURL), init);
  };
}
