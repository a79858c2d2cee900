import { Captions as CaptionsIcon, Maximize, Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { formatClock } from '../playing/clock';
import { SpeedButton } from '../playing/speed-button';
import { FilmScrubber } from './film-scrubber';
import type { Moment } from './moments';
import type { Captions } from './use-captions';
import type { Film } from './use-film';

type FilmControlsProps = {
  name: string;
  film: Film;
  captions: Captions;
  moments: Moment[];
  visible: boolean;
  onFullscreen(): void;
};

/** What one does with a film while it is shown, over its lower edge. */
export function FilmControls({ name, film, captions, moments, visible, onFullscreen }: FilmControlsProps) {
  const total = film.durationMs === null ? null : formatClock(film.durationMs);
  return (
    <div
      className={classNames(
        'absolute inset-x-0 bottom-0 bg-linear-to-t from-stage/90 via-stage/60 to-transparent px-2.5 pt-8 pb-1 text-stage-ink transition-opacity focus-within:opacity-100',
        visible ? 'opacity-100' : 'pointer-events-none opacity-0',
      )}
    >
      <FilmScrubber name={name} film={film} moments={moments} />
      <div className="-mx-1 flex items-center">
        <IconButton look="stage" size="small" label={film.going ? 'Pause' : 'Play'} onClick={film.toggle}>
          {film.going ? (
            <Pause className="size-4.5 fill-current" strokeWidth={0} />
          ) : (
            <Play className="size-4.5 fill-current" strokeWidth={0} />
          )}
        </IconButton>
        <span dir="ltr" className="min-w-0 flex-1 truncate px-1 text-caption tabular-nums">
          {formatClock(film.timeMs)}
          {total === null ? '' : ` / ${total}`}
        </span>
        <IconButton
          look="stage"
          size="small"
          label={film.muted ? 'Sound on' : 'Sound off'}
          onClick={film.toggleMuted}
          className="pointer-coarse:hidden"
        >
          {film.muted ? <VolumeX className="size-4.5" /> : <Volume2 className="size-4.5" />}
        </IconButton>
        {captions.available ? (
          <IconButton
            look="stage"
            size="small"
            label="Captions"
            aria-pressed={captions.on}
            onClick={captions.toggle}
            className="aria-pressed:bg-stage-hover"
          >
            <CaptionsIcon className="size-4.5" />
          </IconButton>
        ) : null}
        <SpeedButton look="stage" />
        <IconButton look="stage" size="small" label="Full screen" onClick={onFullscreen}>
          <Maximize className="size-4.5" />
        </IconButton>
      </div>
    </div>
  );
}
