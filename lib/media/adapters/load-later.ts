import type { Storage, StorageCapabilities } from '../ports';

/**
 * A storage whose code is loaded when it is first used: the SDKs take a tenth of a second and 30 MB, which an
 * installation with local files should not pay.
 */
export function loadLater(
  driver: string,
  capabilities: StorageCapabilities,
  load: () => Promise<Storage>,
): Storage {
  let loading: Promise<Storage> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  return {
    driver,
    capabilities,
    put: async (...given) => (await loaded()).put(...given),
    open: async (...given) => (await loaded()).open(...given),
    signRead: async (...given) => (await loaded()).signRead(...given),
    signWrite: async (...given) => (await loaded()).signWrite(...given),
    stat: async (...given) => (await loaded()).stat(...given),
    delete: async (...given) => (await loaded()).delete(...given),
    async *list(...given) {
      yield* (await loaded()).list(...given);
    },
    dropUnfinished: async (...given) => (await loaded()).dropUnfinished(...given),
    check: async () => (await loaded()).check(),
  };
}
