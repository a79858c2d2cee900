/** Attempts of one kind that are allowed within a window. */
export type AttemptLimit = { max: number; windowMs: number };

const MINUTE_MS = 60_000;

/** Wrong passwords for one e-mail address from one place: enough for a forgetful person, hopeless for guessing. */
export const SIGN_IN_PER_PERSON: AttemptLimit = { max: 10, windowMs: 15 * MINUTE_MS };
/** Sign-ins from one place: an office behind one address on a Monday morning, not a list of leaked passwords. */
export const SIGN_IN_PER_ADDRESS: AttemptLimit = { max: 100, windowMs: 15 * MINUTE_MS };
/** The same when all clients share one bucket; signed-in people are not touched when it is full. */
export const SIGN_IN_SHARED: AttemptLimit = { max: 500, windowMs: 15 * MINUTE_MS };

export const SIGN_UP_PER_ADDRESS: AttemptLimit = { max: 20, windowMs: 60 * MINUTE_MS };
export const SIGN_UP_SHARED: AttemptLimit = { max: 100, windowMs: 60 * MINUTE_MS };

/** Guesses of the current password by somebody who holds a session, such as a laptop left open. */
export const PASSWORD_CHANGE_PER_PERSON: AttemptLimit = { max: 10, windowMs: 15 * MINUTE_MS };

export const MAX_API_KEYS = 50;
export const MAX_NAME_LENGTH = 100;
