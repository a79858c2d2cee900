'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from './button';
import { PageMessage } from './page-message';

/** What a page says when it could not be shown. */
export function ErrorPage({ onRetry }: { onRetry(): void }) {
  return (
    <PageMessage
      icon={<TriangleAlert />}
      title="This page could not be shown"
      text="Something went wrong. Your messages are safe."
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  );
}
