import type { ComponentProps } from 'react';
import { classNames } from './class-names';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** Its name: read aloud and shown as a tooltip. */
  label: string;
  /** A keyboard shortcut shown beside the name. */
  shortcut?: string;
  look?: 'quiet' | 'primary' | 'stage';
  size?: 'regular' | 'small';
};

const looks = {
  quiet: 'text-muted hover:bg-hover hover:text-ink active:bg-pressed data-[state=open]:bg-hover',
  primary:
    'bg-accent text-accent-ink hover:bg-accent-strong disabled:bg-pressed disabled:text-faint disabled:opacity-100',
  stage: 'text-stage-ink hover:bg-stage-hover',
};

/** A button that shows only an icon. Fingers get 44 px, pointers a tighter square. */
export function IconButton({
  label,
  shortcut,
  look = 'quiet',
  size = 'regular',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tooltip={shortcut ? `${label}  ${shortcut}` : label}
      {...rest}
      className={classNames(
        'relative grid shrink-0 place-items-center transition-colors select-none disabled:opacity-40',
        size === 'regular' ? 'size-9 pointer-coarse:size-11' : 'size-8 pointer-coarse:size-11',
        look === 'primary' ? 'rounded-full' : 'rounded-small',
        looks[look],
        className,
      )}
    />
  );
}
