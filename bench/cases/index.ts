import type { Bench } from '../harness/bench';
import type { BenchCase } from '../harness/line';

/** Every benchmark by its name, in the order in which they run. Each is loaded when its turn comes. */
export const cases: Record<string, () => Promise<BenchCase<Bench>>> = {
  send: async () => (await import('./send')).send,
  'load-page': async () => (await import('./load-page')).loadPage,
  'first-token': async () => (await import('./first-token')).firstToken,
  starts: async () => (await import('./starts')).starts,
  tokens: async () => (await import('./tokens')).tokens,
  'run-log': async () => (await import('./run-log')).runLog,
  replay: async () => (await import('./replay')).replay,
  'fan-out': async () => (await import('./fan-out')).fanOut,
  upload: async () => (await import('./upload')).upload,
  'first-thumbnail': async () => (await import('./first-thumbnail')).firstThumbnail,
  'first-view': async () => (await import('./first-view')).firstView,
  thumbnail: async () => (await import('./thumbnail')).thumbnail,
  keyframes: async () => (await import('./keyframes')).keyframes,
  'first-load': async () => (await import('./first-load')).firstLoad,
};
