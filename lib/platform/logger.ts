import { AppError } from '@/lib/kernel';
import { env } from './env';

type Level = 'debug' | 'info' | 'warn' | 'error';
const ranks: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Names whose values never reach a log. */
const secretName = /authorization|cookie|password|secret|token|api[-_]?key|signature/i;
/** Shapes of provider and own keys, and of passwords in addresses, inside longer texts. */
const secretShape =
  /\b(?:sk-[\w-]{8,}|AIza[\w-]{10,}|strand_[\w-]{8,})|([?&]key=|\bBearer )[^&\s"]+|(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;
/** What lies deeper says little, may be circular, and could hold what was never looked at. */
const MAX_DEPTH = 5;

function describe(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(secretShape, '$1$2[hidden]');
  if (value instanceof Error) {
    const known = AppError.isInstance(value) ? { code: value.code } : {};
    const cause = value.cause === undefined || depth > 3 ? {} : { cause: describe(value.cause, depth + 1) };
    return {
      ...known,
      name: value.name,
      message: describe(value.message),
      stack: describe(value.stack ?? ''),
      ...cause,
    };
  }
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[…]';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => describe(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '[hidden]' : describe(item, depth + 1),
    ]),
  );
}

function write(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if (ranks[level] < ranks[env().LOG_LEVEL]) return;
  const line = JSON.stringify({
    at: new Date().toISOString(),
    level,
    message,
    ...(describe(fields) as Record<string, unknown>),
  });
  process.stderr.write(`${line}\n`);
}

/** One JSON line an entry, on stderr. Secrets are hidden by name and by shape. */
export const logger = {
  debug: (message: string, fields?: Record<string, unknown>) => write('debug', message, fields),
  info: (message: string, fields?: Record<string, unknown>) => write('info', message, fields),
  warn: (message: string, fields?: Record<string, unknown>) => write('warn', message, fields),
  error: (message: string, fields?: Record<string, unknown>) => write('error', message, fields),
};
