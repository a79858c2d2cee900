import { classNames } from '../../ui/class-names';
import { changeSpeed, useSpeed } from './speed';

/** How fast it is played; each press is the next of 1×, 1.5× and 2×. */
export function SpeedButton({ look = 'quiet' }: { look?: 'quiet' | 'stage' }) {
  const speed = useSpeed();
  return (
    <button
      type="button"
      onClick={changeSpeed}
      aria-label={`Speed: ${speed}×`}
      data-tooltip="Speed"
      className={classNames(
        'grid h-8 min-w-9 shrink-0 place-items-center rounded-small px-1 text-caption font-medium tabular-nums transition-colors select-none pointer-coarse:h-11 pointer-coarse:min-w-11',
        look === 'stage'
          ? 'text-stage-ink hover:bg-stage-hover'
          : 'text-muted hover:bg-hover hover:text-ink active:bg-pressed',
      )}
    >
      {speed}×
    </button>
  );
}
