import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Asset, Transcript as TranscriptData } from '@/lib/contracts';
import { classNames } from '../../ui/class-names';
import { formatClock, sayClock } from './clock';
import { segmentAt } from './segments';

/** So much is read at a glance; more is opened by whoever wants it. */
const SHORT_TEXT = 240;
/** After the reader scrolled by hand, the list leaves them alone for so long. */
const HANDS_OFF_MS = 4_000;

type Following = { timeMs: number; active: boolean; onSeek(timeMs: number): void };

/** What was said in a recording or a film, or what became of writing it down; nothing when it is not to be. */
export function Said({ asset, ...following }: { asset: Asset } & Following) {
  if (asset.transcript) return <Transcript transcript={asset.transcript} {...following} />;
  if (!asset.transcription) return null;
  const { status, message } = asset.transcription;
  return (
    <p
      role="status"
      className="flex min-h-10 items-center border-t border-line px-3.5 py-2 text-caption text-pretty text-muted pointer-coarse:min-h-11"
    >
      {status === 'waiting'
        ? 'Writing down what is said…'
        : (message ?? 'What is said could not be written down.')}
    </p>
  );
}

type TranscriptProps = { transcript: TranscriptData } & Following;

/** What was said, beneath the player: it follows what is heard, and a press on a line goes there. */
function Transcript({ transcript, timeMs, active, onSeek }: TranscriptProps) {
  const long = transcript.text.length > SHORT_TEXT;
  const [open, setOpen] = useState(!long);
  const id = useId();
  const { segments, text, language } = transcript;
  if (text.trim() === '') return null;
  return (
    <div className="border-t border-line">
      {long ? (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex h-10 w-full items-center justify-between gap-2 px-3.5 text-caption font-medium text-muted transition-colors hover:text-ink focus-visible:-outline-offset-4 pointer-coarse:h-11"
        >
          Transcript
          <ChevronDown className={classNames('size-4 transition-transform', open && 'rotate-180')} />
        </button>
      ) : null}
      <section id={id} aria-label="Transcript" lang={language ?? undefined} hidden={!open}>
        {segments.length > 1 ? (
          <Lines segments={segments} at={active ? segmentAt(segments, timeMs) : -1} onSeek={onSeek} />
        ) : (
          <p
            dir="auto"
            className={classNames(
              'px-3.5 pb-3 text-body text-pretty whitespace-pre-line select-text',
              !long && 'pt-2.5',
            )}
          >
            {text}
          </p>
        )}
      </section>
    </div>
  );
}

type LinesProps = Pick<TranscriptProps, 'onSeek'> & { segments: TranscriptData['segments']; at: number };

function Lines({ segments, at, onSeek }: LinesProps) {
  const list = useRef<HTMLOListElement>(null);
  const touchedAt = useRef(0);
  useEffect(() => {
    const line = list.current?.children[at];
    if (!list.current || !(line instanceof HTMLElement)) return;
    if (performance.now() - touchedAt.current < HANDS_OFF_MS) return;
    // Only this list is scrolled; scrollIntoView would move the conversation too.
    const top = line.offsetTop - list.current.clientHeight / 2 + line.clientHeight / 2;
    list.current.scrollTo({ top, behavior: 'smooth' });
  }, [at]);
  const noteTouch = () => {
    touchedAt.current = performance.now();
  };
  return (
    <ol
      ref={list}
      onWheel={noteTouch}
      onTouchMove={noteTouch}
      className="relative max-h-64 overflow-y-auto overscroll-contain px-1.5 py-1.5 scroll-quiet"
    >
      {segments.map((segment, index) => (
        <li key={`${segment.start_ms}-${segment.text}`}>
          <button
            type="button"
            aria-current={index === at || undefined}
            onClick={() => onSeek(segment.start_ms)}
            className="flex w-full gap-3 rounded-small px-2 py-1.5 text-start text-body transition-colors hover:bg-hover aria-current:bg-accent-soft pointer-coarse:py-2.5"
          >
            <span
              className={classNames(
                'min-w-9 shrink-0 pt-px text-end text-caption tabular-nums',
                index === at ? 'text-accent-text' : 'text-muted',
              )}
            >
              <span aria-hidden="true">{formatClock(segment.start_ms)}</span>
              <span className="sr-only">At {sayClock(segment.start_ms)}: </span>
            </span>
            <span dir="auto" className="min-w-0 flex-1 text-pretty">
              {segment.text}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
