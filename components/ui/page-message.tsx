import type { ReactNode } from 'react';

/** The look of what can be done then, for pages that load neither buttons nor links. */
export const pageActionClass =
  'inline-flex h-11 items-center rounded-medium border border-line bg-surface px-4 text-body font-medium transition-colors hover:bg-hover';

type PageMessageProps = { icon: ReactNode; title: string; text: string; action?: ReactNode };

/** What a page says when it has nothing else to show. */
export function PageMessage({ icon, title, text, action }: PageMessageProps) {
  return (
    <div className="grid flex-1 animate-appear place-items-center pad-safe-x py-10">
      <div className="flex max-w-sm flex-col items-center gap-2 text-center">
        <span className="mb-2 grid size-12 place-items-center rounded-full bg-bubble text-muted [&>svg]:size-5">
          {icon}
        </span>
        <h1 className="text-lead font-semibold">{title}</h1>
        <p className="text-body text-pretty text-muted">{text}</p>
        {action ? <div className="mt-4">{action}</div> : null}
      </div>
    </div>
  );
}
