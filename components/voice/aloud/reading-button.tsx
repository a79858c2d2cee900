'use client';

import { Square, Volume2 } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type ClientMessage, usePerson } from '@/lib/client';
import { formatMoney } from '@/lib/kernel';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { ProgressRing } from '../../ui/progress-ring';
import { Spinner } from '../../ui/spinner';
import { nowReading } from './now-reading';
import { type ReaderState, reader } from './reader';

const idle: ReaderState = { status: 'idle' };

/** Reads this answer, at once when it is first there, and stops it. */
export default function ReadingButton({ message }: { message: ClientMessage }) {
  const { preferences } = usePerson();
  const state = useSyncExternalStore(reader.subscribe, reader.state, () => idle);
  const mine = state.status !== 'idle' && state.messageId === message.id ? state : idle;
  const begun = useRef(false);
  const button = useRef<HTMLButtonElement>(null);

  const read = () =>
    void reader.read({
      messageId: message.id,
      content: message.content ?? '',
      voice: preferences.voice ?? 'browser',
      languages: [preferences.language, ...navigator.languages].filter((tag) => tag !== undefined),
    });
  // The press that asked for it fetched this code.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (begun.current || nowReading.messageId === message.id) return;
    begun.current = true;
    button.current?.focus({ preventScroll: true });
    read();
  }, []);

  return (
    <>
      <IconButton
        ref={button}
        label={mine.status === 'idle' ? 'Read aloud' : 'Stop reading'}
        size="small"
        onClick={() => (mine.status === 'idle' ? read() : reader.stop())}
      >
        <Face state={mine} />
      </IconButton>
      {mine.status === 'asking' ? (
        <Dialog
          open
          onClose={() => mine.answer(false)}
          title="Read this aloud?"
          description={`${mine.job.model_name ?? 'The chosen voice'} reads it for ${priceOf(mine.job.quote_micros)}. Your device reads for nothing.`}
          actions={
            <>
              <Button onClick={() => mine.answer(false)}>No</Button>
              <Button look="primary" onClick={() => mine.answer(true)}>
                Read it
              </Button>
            </>
          }
        />
      ) : null}
    </>
  );
}

const priceOf = (micros: number | null) =>
  micros === null ? 'a price that is not known' : `about ${formatMoney(micros)}`;

function Face({ state }: { state: ReaderState }) {
  if (state.status === 'idle') return <Volume2 className="size-4" />;
  if (state.status !== 'reading') return <Spinner />;
  return (
    <>
      <span className="absolute inset-0 grid place-items-center text-accent-text">
        <ProgressRing value={state.progress ?? 0} label="Read so far" />
      </span>
      <Square className="size-2.5 fill-current" />
    </>
  );
}
