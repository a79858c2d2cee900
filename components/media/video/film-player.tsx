'use client';

import { Play } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../../ui/class-names';
import { Spinner } from '../../ui/spinner';
import { Badge } from '../badge';
import { nameOfAsset, stateOfAsset, variantOf } from '../describe-asset';
import { formatClock } from '../playing/clock';
import { usePlaceholder } from '../use-placeholder';
import { FilmControls } from './film-controls';
import type { Moment } from './moments';
import { toggleFullscreen } from './toggle-fullscreen';
import { useCaptions } from './use-captions';
import type { Film } from './use-film';
import { usePresence } from './use-presence';

type FilmPlayerProps = {
  asset: Asset;
  film: Film;
  moments: Moment[];
  /** Its frame has the shape of the film, which may be filled before there is a picture. */
  fitted?: boolean;
};

/** A film in whatever frame it is given: its poster first, then itself under calm controls. */
export function FilmPlayer({ asset, film, moments, fitted }: FilmPlayerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const placeholder = usePlaceholder(asset.placeholder);
  const captions = useCaptions(asset.transcript);
  const { present, stir, rest } = usePresence();
  const name = nameOfAsset(asset);
  const poster = variantOf(asset, 'poster')?.url ?? asset.thumbnail_url;
  const { element, started } = film;
  const visible = started && (present || !film.going);

  useEffect(() => {
    const track = element.current?.textTracks[0];
    if (track && captions.url) track.mode = captions.on ? 'showing' : 'hidden';
  }, [element, captions.on, captions.url]);

  const fullscreen = () => toggleFullscreen(frame.current, element.current);
  const onKeyDown = (event: KeyboardEvent) => {
    stir();
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const acts: Record<string, () => void> = {
      k: film.toggle,
      m: film.toggleMuted,
      f: fullscreen,
      c: captions.toggle,
    };
    const act = started ? acts[event.key.toLowerCase()] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  // A finger first calls the controls; a mouse has them already.
  const onPress = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (event.pointerType === 'mouse') film.toggle();
    else if (visible && film.going) rest();
    else stir();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and pointers are only watched here; buttons inside act
    <div
      ref={frame}
      onPointerMove={(event) => event.pointerType === 'mouse' && stir()}
      onPointerLeave={(event) => event.pointerType === 'mouse' && rest()}
      onKeyDown={onKeyDown}
      className={classNames(
        'relative size-full overflow-hidden bg-cover bg-center [&_:focus-visible]:outline-stage-ink',
        started || !fitted ? 'bg-stage' : 'bg-bubble',
        started && film.going && !present && 'cursor-none',
      )}
      style={started || !fitted ? undefined : { backgroundImage: placeholder }}
    >
      <video
        ref={element}
        src={film.source}
        preload="none"
        playsInline
        aria-label={name}
        {...film.handlers}
        onPointerUp={onPress}
        className={classNames(
          'block size-full object-contain [&::-webkit-media-text-track-container]:transition-transform',
          !started && 'invisible',
          // Captions make room for the controls.
          visible && '[&::-webkit-media-text-track-container]:-translate-y-20',
        )}
      >
        {captions.url ? (
          <track
            kind="captions"
            src={captions.url}
            srcLang={asset.transcript?.language ?? 'und'}
            label="Captions"
          />
        ) : null}
      </video>
      {started && film.status !== 'failed' ? (
        <FilmControls
          name={name}
          film={film}
          captions={captions}
          moments={moments}
          visible={visible}
          onFullscreen={fullscreen}
        />
      ) : null}
      {started ? null : (
        <button
          type="button"
          aria-label={
            film.durationMs === null ? `Play ${name}` : `Play ${name}, ${formatClock(film.durationMs)}`
          }
          onClick={() => {
            film.play();
            stir();
          }}
          className="group/play absolute inset-0 grid place-items-center focus-visible:-outline-offset-4"
        >
          {poster ? (
            <img
              src={poster}
              alt=""
              loading="lazy"
              draggable={false}
              className="absolute inset-0 size-full object-contain"
            />
          ) : null}
          <span className="relative grid size-14 place-items-center rounded-full bg-stage/70 text-stage-ink transition-transform group-hover/play:scale-105">
            <Play className="size-6 translate-x-0.5 fill-current" strokeWidth={0} />
          </span>
          {film.durationMs === null ? null : (
            <Badge className="absolute end-2 bottom-2">{formatClock(film.durationMs)}</Badge>
          )}
        </button>
      )}
      {film.status === 'loading' ? (
        <span className="pointer-events-none absolute inset-0 grid animate-appear place-items-center text-stage-ink">
          <Spinner className="size-9" />
        </span>
      ) : null}
      {film.status === 'failed' ? <Unplayable asset={asset} film={film} /> : null}
    </div>
  );
}

function Unplayable({ asset, film }: { asset: Asset; film: Film }) {
  const beingMade = stateOfAsset(asset).kind === 'working';
  const words = !navigator.onLine
    ? 'You are offline. It can be played when you are back.'
    : beingMade
      ? 'This browser cannot play it yet. A copy that it can play is being made.'
      : 'It could not be played here. Try again, or download it.';
  return (
    <div
      role="alert"
      className="absolute inset-0 flex flex-col items-center justify-center gap-3 p-4 text-center text-caption text-balance text-stage-ink"
    >
      {words}
      <button
        type="button"
        onClick={film.play}
        className="h-9 rounded-medium bg-stage-hover px-3 font-medium pointer-coarse:h-11"
      >
        Try again
      </button>
    </div>
  );
}
