import type { ClientMessage } from '@/lib/client';
import { classNames } from '../ui/class-names';
import { VersionSwitch } from './version-switch';

/** Where a message was: the place stays, for others answer to it, and other versions may stand beside it. */
export function DeletedMessage({ message }: { message: ClientMessage }) {
  const end = message.sender_type !== 'agent';
  return (
    <div className={classNames('flex min-h-9 items-center gap-2 pb-3', end && 'justify-end')}>
      <p className="text-body text-faint italic">This message was deleted.</p>
      <VersionSwitch messageId={message.id} />
    </div>
  );
}
