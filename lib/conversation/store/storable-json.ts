import { toStorableText } from '@/lib/kernel';

/** JSON that jsonb takes: it refuses NUL and half characters, also where they are escaped. */
export function toStorableJson(value: object): string {
  return JSON.stringify(value, (_name, part) => (typeof part === 'string' ? toStorableText(part) : part));
}
