import { X } from 'lucide-react';
import { IconButton } from '../ui/icon-button';
import { Spinner } from '../ui/spinner';

/** Ends a job before it has made anything. */
export function CancelJob({ isCancelling, onCancel }: { isCancelling: boolean; onCancel(): void }) {
  return (
    <IconButton label="Cancel" size="small" disabled={isCancelling} onClick={onCancel}>
      {isCancelling ? <Spinner /> : <X className="size-4" />}
    </IconButton>
  );
}
