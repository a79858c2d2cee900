/**
 * As many as a browser sends at a time over HTTP/1. Each may be 100 MB on the disk and, as a picture, wait for one of
 * two decoders: what one person sends must not fill either for the others.
 */
const PLACES = 6;

type Places = { taken: number; waiting: (() => void)[] };

// Next may load this file more than once in a process; the places must be the same.
const holder = globalThis as unknown as { strandDoorPlaces?: Map<string, Places> };

/** Runs the work when fewer than PLACES of this owner's run in this process; else it waits, in order. */
export async function takePlace<T>(ownerId: string, work: () => Promise<T>): Promise<T> {
  holder.strandDoorPlaces ??= new Map();
  const all = holder.strandDoorPlaces;
  const places = all.get(ownerId) ?? { taken: 0, waiting: [] };
  all.set(ownerId, places);
  if (places.taken >= PLACES) await new Promise<void>((resolve) => places.waiting.push(resolve));
  else places.taken += 1;
  try {
    return await work();
  } finally {
    // The place is handed on, not freed: a newcomer cannot slip in before the one who waited.
    const next = places.waiting.shift();
    if (next) next();
    else places.taken -= 1;
    if (places.taken === 0) all.delete(ownerId);
  }
}
