import { z } from 'zod';
import { passwordSchema } from '@/lib/contracts';
import { MAX_NAME_LENGTH } from './limits';

/** PostgreSQL refuses NUL, and other control characters only serve to fake what a list shows. */
export const hasControlCharacters = (value: string) => /\p{Cc}/u.test(value);

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(MAX_NAME_LENGTH, `Use at most ${MAX_NAME_LENGTH} characters.`)
  .refine((value) => !hasControlCharacters(value), 'Leave out control characters.');

export const changePasswordBodySchema = z.object({
  // Not passwordSchema: an older password may not meet today's rules.
  current_password: z.string().min(1, 'Enter the current password.').max(200),
  new_password: passwordSchema,
});

export const createApiKeyBodySchema = z.object({ name: nameSchema });
