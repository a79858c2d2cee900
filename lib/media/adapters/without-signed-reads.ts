import type { Storage } from '../ports';

/** For drivers whose bytes only this server can read. */
export const withoutSignedReads: Pick<Storage, 'capabilities' | 'signRead'> = {
  capabilities: { signedReads: false },
  signRead: async () => {
    throw new Error('This storage makes no signed addresses; see its capabilities.');
  },
};
