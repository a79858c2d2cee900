import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { Spinner } from './spinner';

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong',
  secondary: 'border border-line bg-surface text-ink hover:bg-hover active:bg-pressed',
  quiet: 'text-muted hover:bg-hover hover:text-ink active:bg-pressed',
  danger: 'bg-danger text-danger-ink hover:opacity-90',
};

type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof looks;
  /** Shows that the action is under way; the button keeps its size and does not act twice. */
  busy?: boolean;
  size?: 'regular' | 'small';
};

export function Button({
  look = 'secondary',
  size = 'regular',
  busy,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-medium font-medium transition-colors select-none disabled:opacity-50',
        size === 'regular'
          ? 'h-11 px-4 text-body'
          : 'h-9 px-3 text-caption pointer-coarse:h-11 pointer-coarse:px-4',
        looks[look],
        className,
      )}
    >
      {busy ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
      <span className={classNames('inline-flex items-center gap-2', busy && 'opacity-0')}>{children}</span>
    </button>
  );
}
