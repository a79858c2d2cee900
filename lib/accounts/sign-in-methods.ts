import { env } from '@/lib/platform/env';
import { hasUsers } from './store/users';

export type SignInMethods = {
  password: true;
  google: boolean;
  github: boolean;
  signUpOpen: boolean;
  /** Nobody has an account yet: the next one is the administrator's. */
  isFirst: boolean;
};

/** What the sign-in page offers. Where sign-up is closed, the very first account may still be made. */
export async function availableSignInMethods(): Promise<SignInMethods> {
  const isFirst = !(await hasUsers());
  return {
    password: true,
    google: env().GOOGLE_CLIENT_ID !== undefined,
    github: env().GITHUB_ID !== undefined,
    signUpOpen: env().SIGN_UP === 'open' || isFirst,
    isFirst,
  };
}
