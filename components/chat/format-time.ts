const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** A moment as a short time, with the date when it is not today. In the reader's own way of writing it. */
export function formatTime(at: string, now: Date = new Date()): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  if (sameDay(date, now)) return time;
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return `${date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year })}, ${time}`;
}
