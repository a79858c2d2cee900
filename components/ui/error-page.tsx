'use client';

import { PageMessage, pageActionClass } from './page-message';

/**
 * What a page says when it could not be shown. Every page loads it at once, for the case: it makes do with its own sign
 * and its own button.
 */
export function ErrorPage({ onRetry }: { onRetry(): void }) {
  return (
    <PageMessage
      icon={
        <svg
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4m0 4h.01" />
        </svg>
      }
      title="This page could not be shown"
      text="Something went wrong. Your messages are safe."
      action={
        <button type="button" onClick={onRetry} className={pageActionClass}>
          Try again
        </button>
      }
    />
  );
}
