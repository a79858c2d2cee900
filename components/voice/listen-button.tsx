'use client';

import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Recorder } from '@/lib/client/recorder';
import { takeTheFloor } from '../media/playing/one-at-a-time';
import { announce } from '../ui/announcements';
import { IconButton } from '../ui/icon-button';

/** Plays what has been said so far, before it is sent. */
export function ListenButton({ recorder }: { recorder: Recorder }) {
  const [playing, setPlaying] = useState(false);
  const audio = useRef<HTMLAudioElement | null>(null);

  useEffect(
    () => () => {
      audio.current?.pause();
      if (audio.current) URL.revokeObjectURL(audio.current.src);
    },
    [],
  );

  const listen = async () => {
    if (playing) {
      audio.current?.pause();
      return;
    }
    try {
      audio.current ??= listenTo(URL.createObjectURL(await recorder.preview()), setPlaying);
      takeTheFloor(audio.current);
      await audio.current.play();
    } catch {
      announce('The recording could not be played here. It is kept and can be sent.', 'danger');
    }
  };

  return (
    <IconButton
      label={playing ? 'Stop listening' : 'Listen'}
      onClick={() => void listen()}
      className="rounded-full"
    >
      {playing ? <Pause className="size-4.5" /> : <Play className="size-4.5" />}
    </IconButton>
  );
}

function listenTo(url: string, onChange: (playing: boolean) => void): HTMLAudioElement {
  const audio = new Audio(url);
  audio.onplay = () => onChange(true);
  audio.onpause = () => onChange(false);
  audio.onended = () => onChange(false);
  return audio;
}
