import type { Storage } from '../ports';

const refuse = async () => {
  throw new Error('This storage makes no signed addresses; see its capabilities.');
};

/** For drivers whose bytes only this server can read and write. */
export const withoutSignedAddresses: Pick<Storage, 'capabilities' | 'signRead' | 'signWrite'> = {
  capabilities: { signedReads: false, signedWrites: false },
  signRead: refuse,
  signWrite: refuse,
};
