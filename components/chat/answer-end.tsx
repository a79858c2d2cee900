import { CircleSlash, Scissors, TriangleAlert } from 'lucide-react';
import type { MessageStatus } from '@/lib/contracts';
import { Button } from '../ui/button';

type AnswerEndProps = {
  status: MessageStatus;
  sentence: string;
  onRetry: (() => void) | null;
  retrying: boolean;
};

const icons = { partial: Scissors, failed: TriangleAlert, cancelled: CircleSlash };

/** How an answer ended early: one calm line with one thing to do. */
export default function AnswerEnd({ status, sentence, onRetry, retrying }: AnswerEndProps) {
  const Icon = icons[status as keyof typeof icons] ?? TriangleAlert;
  return (
    <div className="mt-3 flex w-fit max-w-full items-center gap-3 rounded-medium bg-bubble py-1.5 ps-3.5 pe-1.5 text-caption text-muted">
      <Icon className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">{sentence}</span>
      {onRetry ? (
        <Button size="small" onClick={onRetry} busy={retrying}>
          Retry
        </Button>
      ) : null}
    </div>
  );
}
