'use client';

import type { ClientMessage } from '@/lib/client';
import { useModelName } from '../models/use-model-name';
import { Dialog } from '../ui/dialog';
import { nameOfChannel } from './channel-name';
import { readTokens } from './read-tokens';

/** Where a message came from, when, and how it was made. */
export default function DetailsDialog({ message, onClose }: { message: ClientMessage; onClose(): void }) {
  const nameOf = useModelName();
  const used = message.metadata.model_used;
  const tokens = readTokens(message.metadata.usage);
  const made = message.media_urls.find((asset) => asset.generation);
  const rows: [string, string | null | undefined][] = [
    ['Written by', message.sender_type === 'agent' ? used && nameOf(used) : 'You'],
    [
      'When',
      new Date(message.created_at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' }),
    ],
    ['Came through', message.sender_type === 'user' ? nameOfChannel(message.sender_channel) : null],
    ['Tokens read', tokens.input?.toLocaleString()],
    ['Tokens written', tokens.output?.toLocaleString()],
    ['Pictures by', made?.generation && nameOf(made.generation.model)],
    ['Prompt', made?.generation?.prompt],
  ];
  return (
    <Dialog open onClose={onClose} title="Details">
      <dl className="divide-y divide-line">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="flex gap-4 py-2.5 text-body">
              <dt className="w-32 shrink-0 text-muted">{name}</dt>
              <dd dir="auto" className="min-w-0 flex-1 wrap-anywhere">
                {value}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </Dialog>
  );
}
