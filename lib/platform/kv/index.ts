import { env } from '../env';
import type { KeyValue } from './port';
import { createPostgresKeyValue } from './postgres';
import { createUpstashKeyValue } from './upstash';

export type { KeyValue } from './port';

// Next may load this file more than once in a process; each copy would listen on a connection of its own.
const holder = globalThis as unknown as { strandKeyValue?: KeyValue };

/** The key-value store of this installation: Upstash Redis when it is configured, else PostgreSQL. */
export function kv(): KeyValue {
  holder.strandKeyValue ??= choose();
  return holder.strandKeyValue;
}

function choose(): KeyValue {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  return url && token ? createUpstashKeyValue({ url, token }) : createPostgresKeyValue();
}
