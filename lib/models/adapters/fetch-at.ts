/** `fetch` for an SDK that has its address built in: what would go to `liveOrigin` goes to `baseURL` instead. */
export function fetchAt(liveOrigin: string, baseURL: string): typeof fetch {
  return (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    return fetch(address.replace(liveOrigin, baseURL), init);
  };
}
