'use client';

import { ErrorPage } from '@/components/ui/error-page';
import './globals.css';

/** Stands in for the whole document when not even the layout could be rendered. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh">
          <ErrorPage onRetry={() => window.location.reload()} />
        </main>
      </body>
    </html>
  );
}
