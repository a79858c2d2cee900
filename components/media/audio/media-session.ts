import type { Sound } from './sound-player';

type Controls = {
  play(sound: Sound): void;
  pause(): void;
  seek(sound: Sound, timeMs: number): void;
  timeOf(id: string): number;
};

const STEP_MS = 10_000;

/** Tells the system what is heard, for its lock screen, headphones and media keys. */
export function showSession(sound: Sound, player: Controls): void {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({
    title: sound.title,
    artist: 'Strand',
    artwork: sound.artwork ? [{ src: sound.artwork }] : [],
  });
  const handle = (action: MediaSessionAction, act: MediaSessionActionHandler) => {
    try {
      session.setActionHandler(action, act);
    } catch {
      // Not every browser knows every action.
    }
  };
  handle('play', () => player.play(sound));
  handle('pause', () => player.pause());
  handle('seekbackward', () => player.seek(sound, Math.max(0, player.timeOf(sound.id) - STEP_MS)));
  handle('seekforward', () => player.seek(sound, player.timeOf(sound.id) + STEP_MS));
  handle('seekto', ({ seekTime }) => seekTime !== undefined && player.seek(sound, seekTime * 1000));
}

/** Nothing is heard any more. */
export function clearSession(): void {
  if (navigator.mediaSession) navigator.mediaSession.metadata = null;
}
