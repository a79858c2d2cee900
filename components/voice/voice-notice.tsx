'use client';

import { MicOff, RotateCcw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatClock } from '../media/playing/clock';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import type { VoiceNotice as Notice, VoiceSession } from './voice-session';

/** Above the field: why nothing can be recorded, or a recording that was left behind, and what to do with it. */
export default function VoiceNotice({ session, notice }: { session: VoiceSession; notice: Notice }) {
  if (notice.kind === 'problem') {
    return (
      <Line icon={<MicOff />} text={notice.message} role="alert">
        <Button size="small" look="quiet" onClick={() => session.start()}>
          <RotateCcw className="size-4" />
          Try again
        </Button>
        <IconButton label="Close" size="small" onClick={() => session.dismiss()}>
          <X className="size-4" />
        </IconButton>
      </Line>
    );
  }
  const length = formatClock(notice.recording.durationMs);
  if (notice.kind === 'discarded') {
    return (
      <Line text={`Recording of ${length} discarded.`} role="status">
        <Button size="small" onClick={() => void session.undo()}>
          Undo
        </Button>
      </Line>
    );
  }
  return (
    <Line text={`Unfinished recording, ${length}`} role="status">
      <Button
        size="small"
        look="quiet"
        aria-label="Download the recording"
        onClick={() => void session.downloadKept()}
      >
        Download
      </Button>
      <Button
        size="small"
        look="quiet"
        aria-label="Discard the recording"
        onClick={() => void session.discardKept()}
      >
        Discard
      </Button>
      <Button
        size="small"
        look="primary"
        aria-label="Send the recording"
        onClick={() => void session.sendKept()}
      >
        Send
      </Button>
    </Line>
  );
}

type LineProps = { icon?: ReactNode; text: string; role: 'alert' | 'status'; children: ReactNode };

function Line({ icon, text, role, children }: LineProps) {
  return (
    <div className="mb-2 flex animate-rise flex-wrap items-center gap-x-3 gap-y-1 rounded-medium border border-line bg-surface py-2 ps-4 pe-2 text-caption">
      {icon ? <span className="shrink-0 text-muted [&>svg]:size-4">{icon}</span> : null}
      <p role={role} className="min-w-40 flex-1 py-1">
        {text}
      </p>
      <div className="ms-auto flex items-center gap-1">{children}</div>
    </div>
  );
}
