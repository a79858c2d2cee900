import { z } from 'zod';
import { findPersonByEmail } from '@/lib/accounts';
import { emailSchema, type Person } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';

export const emailOnlySchema = z.object({ email: emailSchema });

export async function requirePersonByEmail(email: string): Promise<Person> {
  const person = await findPersonByEmail(email);
  if (person) return person;
  throw new AppError({
    code: 'accounts.not_found',
    kind: 'not_found',
    publicMessage: `There is no account with the e-mail address ${email}.`,
  });
}
