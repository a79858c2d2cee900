'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { usePerson, useUploads } from '@/lib/client';
import type { Recording } from '@/lib/client/recorder';
import { mayHaveRecording } from '@/lib/client/recorder/recording-mark';
import { announce } from '../ui/announcements';
import type { Press, VoiceSession, VoiceView } from './voice-session';

type Given = {
  conversationId: string;
  /** Takes a recording over. */
  onRecorded(recording: Recording): void;
};

export type Voice = {
  /** Null until recording was first asked for: none of it is in the first load. */
  session: VoiceSession | null;
  view: VoiceView | null;
  /** Hands over what the button feels. */
  press(press: Press): void;
  /** Records hands-free. */
  start(): void;
  /** Fetches the code, so that the press finds it there. */
  prefetch(): void;
};

const load = () => import('./voice-session');
/** With what shows, plays and sends a recording: whoever begins one may be without a network when it ends. */
const loadAll = () =>
  void Promise.allSettled([
    load(),
    import('./voice-panel'),
    import('./voice-controls'),
    import('../media/audio/audio-card'),
    import('@/lib/client/uploads/engine'),
  ]);
const nobody = () => () => {};
const nothing = () => null;

/** Recording in the composer of one conversation. */
export function useVoice(given: Given): Voice {
  const { id: personId } = usePerson();
  const uploads = useUploads();
  const { conversationId } = given;
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });
  const [session, setSession] = useState<VoiceSession | null>(null);
  const opening = useRef<Promise<VoiceSession> | null>(null);

  const open = useCallback((): Promise<VoiceSession> => {
    opening.current ??= load().then(({ VoiceSession }) => {
      const made = new VoiceSession({
        personId,
        conversationId,
        onRecorded: (recording) => latest.current.onRecorded(recording),
        uploads,
      });
      setSession(made);
      return made;
    });
    return opening.current;
  }, [personId, conversationId, uploads]);

  useEffect(() => {
    if (mayHaveRecording()) void open().then((made) => made.lookForKept(), nothing);
    return () => {
      void opening.current?.then((made) => made.close(), nothing);
      opening.current = null;
      setSession(null);
    };
  }, [open]);

  useEffect(() => {
    window.addEventListener('pointerdown', loadAll, { once: true, passive: true });
    window.addEventListener('keydown', loadAll, { once: true, passive: true });
    return () => {
      window.removeEventListener('pointerdown', loadAll);
      window.removeEventListener('keydown', loadAll);
    };
  }, []);

  // In the order in which they came, also those that came while the code was on its way.
  const withSession = useCallback(
    (act: (made: VoiceSession) => void) => {
      loadAll();
      open().then(act, () => {
        opening.current = null;
        announce('Recording could not be loaded. Check the connection and try again.', 'danger');
      });
    },
    [open],
  );

  const view = useSyncExternalStore(session?.subscribe ?? nobody, session?.getView ?? nothing, nothing);
  return {
    session,
    view,
    press: useCallback((press: Press) => withSession((made) => made.press(press)), [withSession]),
    start: useCallback(() => withSession((made) => made.start()), [withSession]),
    prefetch: loadAll,
  };
}
