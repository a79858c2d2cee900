import { describe, expect, it, vi } from 'vitest';

const calls = vi.hoisted(() => ({ verified: [] as string[] }));
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const original = await importOriginal<typeof import('@node-rs/argon2')>();
  return {
    ...original,
    verify: (hashed: string, password: string) => {
      calls.verified.push(hashed);
      return original.verify(hashed, password);
    },
  };
});

const { hashPassword, verifyPassword } = await import('./passwords');

describe('a hash', () => {
  it('is argon2id with the parameters OWASP names', async () => {
    expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is salted: the same password twice gives two hashes, and both verify', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'correct horse')).toBe(true);
    expect(await verifyPassword(two, 'correct horse')).toBe(true);
    expect(await verifyPassword(one, 'correct horsf')).toBe(false);
  });

  it('verifies a password whose characters another keyboard composes differently', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true);
  });

  it('counts every character of a long password', async () => {
    const long = 'a'.repeat(199);
    expect(await verifyPassword(await hashPassword(`${long}b`), `${long}c`)).toBe(false);
  });
});

it('does the same work for an address without an account, and says no', async () => {
  const real = await hashPassword('correct horse');
  calls.verified.length = 0;
  expect(await verifyPassword(null, 'correct horse')).toBe(false);
  expect(await verifyPassword(real, 'wrong')).toBe(false);
  expect(calls.verified).toHaveLength(2);
  const [decoy, other] = calls.verified;
  expect(decoy?.split('$').slice(0, 4)).toEqual(other?.split('$').slice(0, 4));
});

it('refuses in plain words when far too many hashes are in line', async () => {
  const results = await Promise.allSettled(Array.from({ length: 110 }, () => hashPassword('correct horse')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(refused[0]?.reason).toMatchObject({ code: 'accounts.busy', kind: 'unavailable', retryable: true });
});
