import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { PageMessage, pageActionClass } from '@/components/ui/page-message';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh">
      <PageMessage
        icon={<Compass />}
        title="There is nothing here"
        text="The address leads nowhere, or what was here has been deleted."
        action={
          // Not the framework's link: every page would load it, for a page that is hardly ever seen.
          <a href="/" className={pageActionClass}>
            Go to your conversations
          </a>
        }
      />
    </main>
  );
}
