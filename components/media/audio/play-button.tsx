import { Pause, Play } from 'lucide-react';
import { ProgressRing } from '../../ui/progress-ring';
import { Spinner } from '../../ui/spinner';
import type { AssetState } from '../describe-asset';
import { StateSign } from '../frame-note';
import type { SoundView } from './use-sound';

type PlayButtonProps = { name: string; state: AssetState; sound: SoundView; readable: boolean };

/** Plays and pauses; around it how far the upload is, in its place why there is nothing to play. */
export function PlayButton({ name, state, sound, readable }: PlayButtonProps) {
  if (!readable) {
    return (
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-pressed text-muted">
        <StateSign state={state} name={name} />
      </span>
    );
  }
  const going = sound.status === 'playing' || sound.status === 'loading';
  return (
    <button
      type="button"
      aria-label={going ? `Pause ${name}` : `Play ${name}`}
      onClick={sound.toggle}
      className="relative grid size-11 shrink-0 place-items-center rounded-full bg-accent text-accent-ink transition-colors select-none hover:bg-accent-strong"
    >
      {going ? (
        <Pause className="size-5 fill-current" strokeWidth={0} />
      ) : (
        <Play className="size-5 translate-x-px fill-current" strokeWidth={0} />
      )}
      {sound.status === 'loading' ? (
        <Spinner className="absolute inset-0 size-11 animate-appear text-accent-ink opacity-80" />
      ) : 'progress' in state && state.progress !== null ? (
        <span className="pointer-events-none absolute inset-0.5 [&>svg]:size-full">
          <ProgressRing
            value={state.progress}
            label={`${state.kind === 'uploading' ? 'Uploading' : 'Preparing'} ${name}`}
          />
        </span>
      ) : null}
    </button>
  );
}
