'use client';

import type { ClientMessage } from '@/lib/client';
import { useModelName } from '../models/use-model-name';
import { Dialog } from '../ui/dialog';
import { detailsOf } from './details-rows';
import { HowItWasMade } from './how-it-was-made';

/** Where a message came from, when, what it cost, and how it was made. */
export default function DetailsDialog({ message, onClose }: { message: ClientMessage; onClose(): void }) {
  const rows = detailsOf(message, useModelName());
  return (
    <Dialog open onClose={onClose} title="Details" width="wide">
      <dl className="divide-y divide-line">
        {rows.map(([name, value]) => (
          <div key={name} className="flex gap-4 py-2.5 text-body">
            <dt className="w-32 shrink-0 text-muted">{name}</dt>
            <dd dir="auto" className="min-w-0 flex-1 wrap-anywhere tabular-nums">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <HowItWasMade message={message} />
    </Dialog>
  );
}
