import { v7 as uuidv7, validate } from 'uuid';

/** A new UUIDv7: sorts by the time it was made. */
export function newId(): string {
  return uuidv7();
}

/** True for any well-formed UUID. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value);
}
