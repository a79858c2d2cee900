import { z } from 'zod';
import { listPeople, readAudit } from '@/lib/accounts';
import { emailSchema } from '@/lib/contracts';
import { command, text } from './command';
import { requirePersonByEmail } from './person';

const MAX_LINES = 10_000;

/** What was noted for people to answer for, with who that is. */
export const audit = command(
  { limit: text, person: text, action: text },
  z.object({
    limit: z.coerce.number().int().min(1).max(MAX_LINES).default(100),
    person: emailSchema.optional(),
    action: z.string().min(1).optional(),
  }),
  async ({ limit, person, action }) => {
    const ownerId = person && (await requirePersonByEmail(person)).id;
    const [lines, people] = await Promise.all([readAudit({ limit, ownerId, action }), listPeople()]);
    const emails = new Map(people.map(({ id, email }) => [id, email]));
    const entries = lines.map(({ ownerId: owner_id, id, at, ...line }) => ({
      ...{ id, at, person: emails.get(owner_id) ?? null, ...line, owner_id },
    }));
    return { entries };
  },
);
