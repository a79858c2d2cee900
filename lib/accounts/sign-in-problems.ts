/** What stands in `?error=` of the sign-in page, or in `error` of `signIn()`, and what to tell the person. */
export const signInProblems = {
  CredentialsSignin: 'That e-mail address and password do not go together. Check both and try again.',
  RateLimited: 'Too many attempts. Wait a few minutes and try again.',
  Unavailable: 'Signing in does not work at the moment. Try again in a minute.',
  ProviderEmailTaken:
    'There is already an account with the e-mail address of that Google or GitHub account. Sign in with your password.',
  ProviderEmailUnverified:
    'That Google or GitHub account has no verified e-mail address. Verify it there, then try again.',
  SignUpClosed: 'New accounts are closed here. Ask the administrator to make one for you.',
  OAuthSignin: 'Google or GitHub could not be reached. Try again in a minute.',
  OAuthCallback: 'The sign-in at Google or GitHub was not completed. Try again.',
  Callback: 'The sign-in at Google or GitHub was not completed. Try again.',
  SessionRequired: 'Sign in to see this page.',
} as const;

export type SignInProblem = keyof typeof signInProblems;

/** The sentence for a code. Codes come from the address bar, so an unknown one gets a general sentence. */
export function describeSignInProblem(code: string): string {
  return Object.hasOwn(signInProblems, code)
    ? signInProblems[code as SignInProblem]
    : 'Signing in did not work. Try again.';
}
