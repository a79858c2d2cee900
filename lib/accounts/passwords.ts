import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';
import { busyHashing } from './errors';
import { limitConcurrency } from './limit-concurrency';

/**
 * argon2id, m = 19 MiB, t = 2, p = 1: OWASP Password Storage Cheat Sheet,
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
const parameters: Options = {
  // The package's enum is const and cannot be used across files: 2 is Argon2id.
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/**
 * Each hash holds 19 MiB and one of the four threads that also serve files and DNS: two at once leave room.
 * A hash takes 10 to 50 ms, so the last of 100 in line waits a few seconds at most.
 */
const inTurn = limitConcurrency({ maxRunning: 2, maxWaiting: 100, refuse: busyHashing });

/** One character may be typed as one code point or as two, depending on the keyboard: both are the same password. */
const normalise = (password: string) => password.normalize('NFKC');

/** Hashes a password into PHC format. Throws `accounts.busy` when too many hashes are in line. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalise(password), parameters));
}

let decoy: Promise<string> | undefined;

/**
 * True when the password belongs to the hash. Without a hash (no such account, or one without a password) it does
 * the same work on a decoy and answers false, so that the time taken does not tell which addresses have accounts.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString('hex')).catch((error) => {
    decoy = undefined;
    throw error;
  });
  // Awaited for everybody: the first caller would otherwise show by its time which branch it took.
  const decoyHash = await decoy;
  const matches = await inTurn(() => verify(passwordHash ?? decoyHash, normalise(password)));
  return matches && passwordHash !== null;
}
