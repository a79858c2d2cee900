/** A length of time as players show it: `0:07`, `1:04:09`. */
export function formatClock(timeMs: number): string {
  const { hours, minutes, seconds } = split(timeMs);
  const tail = String(seconds).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** A length of time as it is read aloud: `1 minute 4 seconds`. */
export function sayClock(timeMs: number): string {
  const { hours, minutes, seconds } = split(timeMs);
  const parts = [count(hours, 'hour'), count(minutes, 'minute'), count(seconds, 'second')].filter(Boolean);
  return parts.join(' ') || '0 seconds';
}

function split(timeMs: number) {
  const total = Math.max(0, Math.floor(timeMs / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

const count = (value: number, unit: string) =>
  value === 0 ? '' : `${value} ${unit}${value === 1 ? '' : 's'}`;
