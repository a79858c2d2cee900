import { ThreadSkeleton } from '@/components/chat/thread-skeleton';

export default function Loading() {
  return (
    <>
      <div className="h-14 shrink-0" />
      <ThreadSkeleton />
      <div className="h-28 shrink-0" />
    </>
  );
}
