import { readFileSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import {
  createAccount,
  createApiKey,
  createApiKeyBodySchema,
  findPersonByEmail,
  listApiKeys,
  listPeople,
  readAudit,
  resetPassword,
  revokeApiKey,
} from '@/lib/accounts';
import { emailSchema, idSchema, type Person, passwordSchema, signUpBodySchema } from '@/lib/contracts';
import { repairMedia } from '@/lib/flows/repair-media';
import { AppError } from '@/lib/kernel';
import { checkStorage, setUpStorage } from '@/lib/media';

type Options = NonNullable<ParseArgsConfig['options']>;

/** One command: the options it knows, and what it does with their values. What it returns is printed as JSON. */
export type Command = { options: Options; run(values: unknown): Promise<unknown> };

const text = { type: 'string' } as const;
const emailOnlySchema = z.object({ email: emailSchema });

function command<S extends z.ZodType>(
  options: Options,
  schema: S,
  run: (values: z.output<S>) => Promise<unknown>,
) {
  return { options, run: async (values: unknown) => run(schema.parse(values)) } satisfies Command;
}

const userCreate = command(
  { email: text, password: text, name: text, role: text, 'api-key': { type: 'boolean' } },
  signUpBodySchema.extend({
    password: z.preprocess(fromStandardInput, passwordSchema),
    role: z.enum(['admin', 'member'], 'must be admin or member').optional(),
    'api-key': z.boolean().default(false),
  }),
  async ({ 'api-key': withKey, ...account }) => {
    const person = await createAccount(account);
    const key = withKey ? (await createApiKey(person.id, 'Made with the account')).key : undefined;
    return { ...summarise(person), ...(key && { api_key: key }) };
  },
);

const userList = command({}, z.object({}), async () => ({ users: (await listPeople()).map(summarise) }));

const userPassword = command(
  { email: text, password: text },
  emailOnlySchema.extend({ password: z.preprocess(fromStandardInput, passwordSchema) }),
  async ({ email, password }) => summarise(await resetPassword(email, password)),
);

const keyCreate = command(
  { email: text, name: text },
  emailOnlySchema.extend(createApiKeyBodySchema.shape),
  async ({ email, name }) => {
    const { key, ...info } = await createApiKey((await requirePersonByEmail(email)).id, name);
    return { ...info, api_key: key };
  },
);

const keyList = command({ email: text }, emailOnlySchema, async ({ email }) => ({
  api_keys: await listApiKeys((await requirePersonByEmail(email)).id),
}));

const keyRevoke = command(
  { email: text, id: text },
  emailOnlySchema.extend({ id: idSchema }),
  async ({ email, id }) => {
    await revokeApiKey((await requirePersonByEmail(email)).id, id);
    return { id, revoked: true };
  },
);

const storageSetup = command(
  { 'dry-run': { type: 'boolean' } },
  z.object({ 'dry-run': z.boolean().default(false) }),
  ({ 'dry-run': dryRun }) => setUpStorage({ dryRun }),
);

const storageCheck = command({}, z.object({}), async () => {
  const health = await checkStorage();
  if (health.status === 'ok') return health;
  throw new AppError({
    code: 'admin.storage_failed',
    kind: 'unavailable',
    publicMessage: `${health.detail.replace(/\.$/, '')}. ${health.advice}`,
  });
});

const MAX_AUDIT_LINES = 10_000;

const audit = command(
  { limit: text },
  z.object({ limit: z.coerce.number().int().min(1).max(MAX_AUDIT_LINES).default(100) }),
  async ({ limit }) => ({
    entries: (await readAudit({ limit })).map(({ ownerId, ...line }) => ({ ...line, owner_id: ownerId })),
  }),
);

const mediaSweep = command(
  { 'dry-run': { type: 'boolean' } },
  z.object({ 'dry-run': z.boolean().default(false) }),
  ({ 'dry-run': dryRun }) => repairMedia({ dryRun }),
);

export const commands: Record<string, Command> = {
  audit,
  'user create': userCreate,
  'user list': userList,
  'user password': userPassword,
  'key create': keyCreate,
  'key list': keyList,
  'key revoke': keyRevoke,
  'storage setup': storageSetup,
  'storage check': storageCheck,
  'media sweep': mediaSweep,
};

function summarise({ id, email, name, role }: Person) {
  return { id, email, name, role };
}

async function requirePersonByEmail(email: string): Promise<Person> {
  const person = await findPersonByEmail(email);
  if (person) return person;
  throw new AppError({
    code: 'accounts.not_found',
    kind: 'not_found',
    publicMessage: `There is no account with the e-mail address ${email}.`,
  });
}

function fromStandardInput(password: unknown): unknown {
  return password === '-' ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : password;
}
