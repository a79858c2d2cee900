import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { announce } from './announcements';

/** A server that restarts is back within a few seconds. */
const RETRY_MS = 2_000;
/** A part that is still missing then is of a version that is gone: loading the page anew helps, waiting does not. */
const TRIES = 5;

/**
 * As React's lazy, for parts of a page that must not take the whole page with them: code that cannot be fetched
 * without a network is fetched when it is back, and its place stays as it is until then.
 */
export function lazyWhenOnline<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => loadPatiently(load));
}

/** As `lazyWhenOnline`, for what opens because somebody asked for it: who waits for the network is told so. */
export function lazyOnDemand<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => loadPatiently(load, () => announce('You are offline. This opens when you are back.')));
}

/**
 * Resolves with what `load` gives; throws what it throws when it keeps failing with a network. `onOffline` is called
 * when it begins to wait for one.
 */
export async function loadPatiently<T>(load: () => Promise<T>, onOffline?: () => void): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine && tries >= TRIES) throw error;
      if (!navigator.onLine) onOffline?.();
      await waitForNetwork();
    }
  }
}

function waitForNetwork(): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, RETRY_MS);
    else window.addEventListener('online', () => resolve(), { once: true });
  });
}
