import type { ReactNode } from 'react';
import { classNames } from './class-names';

type NoticeProps = {
  tone?: 'calm' | 'danger';
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  live?: boolean;
};

/** One calm line that says what happened and offers one thing to do. */
export function Notice({ tone = 'calm', icon, children, action, live }: NoticeProps) {
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={classNames(
        'flex items-center gap-3 rounded-medium px-3.5 py-2.5 text-caption',
        tone === 'danger' ? 'bg-danger-soft text-danger' : 'bg-bubble text-muted',
      )}
    >
      {icon ? <span className="shrink-0 [&>svg]:size-4">{icon}</span> : null}
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
