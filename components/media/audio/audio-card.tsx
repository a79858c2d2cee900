'use client';

import type { Asset } from '@/lib/contracts';
import { classNames } from '../../ui/class-names';
import { AssetName } from '../asset-name';
import {
  type AssetState,
  factsOfFile,
  isReadable,
  nameOfAsset,
  sayState,
  stateOfAsset,
} from '../describe-asset';
import { DownloadLink } from '../download-link';
import { isVoiceNote } from '../is-voice-note';
import { MakerMark } from '../maker-mark';
import { formatClock } from '../playing/clock';
import { SpeedButton } from '../playing/speed-button';
import { Said } from '../playing/transcript';
import { TryAgain } from '../try-again';
import { PlayButton } from './play-button';
import { type SoundView, useSound } from './use-sound';
import { Waveform } from './waveform';

/** A voice note, or a file of sound with its name above: played here, and read along when it was transcribed. */
export default function AudioCard({ asset }: { asset: Asset }) {
  const sound = useSound(asset);
  const state = stateOfAsset(asset);
  const readable = isReadable(asset);
  const voice = isVoiceNote(asset);
  const name = nameOfAsset(asset);
  const problem = problemOf(state, sound);
  const touched = sound.status !== 'paused' || sound.timeMs > 0;
  // What went wrong stands in the place of the waveform until somebody plays it all the same.
  const told = problem !== null && (!touched || sound.status === 'failed' || !readable);
  return (
    <figure
      aria-label={name}
      data-asset={asset.id}
      className={classNames(
        'm-0 w-full max-w-100 overflow-hidden rounded-large',
        voice ? 'bg-bubble' : 'border border-line bg-surface',
      )}
    >
      {voice ? null : (
        <figcaption className="flex items-center gap-2 ps-3.5 pe-2 pt-2.5">
          <span className="min-w-0 flex-1">
            <AssetName name={name} className="text-body font-medium" />
            <span className="block truncate text-caption text-muted">{factsOfFile(asset)}</span>
          </span>
          {readable ? <DownloadLink asset={asset} /> : null}
        </figcaption>
      )}
      <div className="flex h-19 items-center gap-3 px-2.5">
        <PlayButton name={name} state={state} sound={sound} readable={readable} />
        <div className="min-w-0 flex-1">
          {told ? (
            <p
              className="line-clamp-3 text-caption text-pretty text-muted"
              role={sound.status === 'failed' ? 'alert' : undefined}
            >
              {problem}
            </p>
          ) : (
            <>
              <Waveform name={name} waveform={asset.waveform} sound={sound} disabled={!readable} />
              <Line sound={sound} touched={touched} state={state} asset={asset} />
            </>
          )}
        </div>
        {state.kind === 'failed' && state.retryable && told ? (
          <TryAgain asset={asset} />
        ) : readable ? (
          <span className="flex shrink-0 items-center">
            <SpeedButton />
            {voice ? <DownloadLink asset={asset} /> : null}
          </span>
        ) : null}
      </div>
      {asset.preview_note && state.kind === 'ready' ? (
        <p className="px-3.5 pb-2.5 text-caption text-pretty text-muted">{asset.preview_note}</p>
      ) : null}
      {readable ? (
        <Said asset={asset} timeMs={sound.timeMs} active={touched} onSeek={sound.playFrom} />
      ) : null}
    </figure>
  );
}

type LineProps = { sound: SoundView; touched: boolean; state: AssetState; asset: Asset };

/** Where it is, how long it is, and what is still being done to it. */
function Line({ sound, touched, state, asset }: LineProps) {
  const { timeMs, durationMs } = sound;
  const doing =
    state.kind === 'uploading' || state.kind === 'working' ? `${state.words.replace(/…$/, '')}…` : null;
  const times = [
    // What is being done matters more than that nothing was heard yet.
    doing && !touched && durationMs !== null ? null : formatClock(timeMs),
    durationMs === null ? null : formatClock(durationMs),
  ];
  return (
    <p className="flex h-5 items-center gap-2 text-caption text-muted">
      <span className="shrink-0 tabular-nums" dir="ltr">
        {times.filter(Boolean).join(' / ')}
      </span>
      {doing ? (
        <span className="truncate before:me-2 before:content-['·']" role="status">
          {doing}
        </span>
      ) : (
        <MakerMark asset={asset} />
      )}
    </p>
  );
}

function problemOf(state: AssetState, sound: SoundView): string | null {
  if (sound.status === 'failed') {
    return navigator.onLine
      ? 'It could not be played here. Try again, or download it.'
      : 'You are offline. It can be played when you are back.';
  }
  return state.kind === 'failed' || state.kind === 'gone' || state.kind === 'waiting'
    ? sayState(state)
    : null;
}
