import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  createAccount,
  createApiKey,
  createApiKeyBodySchema,
  listApiKeys,
  listPeople,
  resetPassword,
  revokeApiKey,
} from '@/lib/accounts';
import { idSchema, type Person, passwordSchema, signUpBodySchema } from '@/lib/contracts';
import { repairMedia } from '@/lib/flows/repair-media';
import { AppError } from '@/lib/kernel';
import { checkStorage, setUpStorage } from '@/lib/media';
import { audit } from './audit';
import { budgetList, budgetRemove, budgetSet } from './budgets';
import { type Command, command, text } from './command';
import { emailOnlySchema, requirePersonByEmail } from './person';

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

const mediaSweep = command(
  { 'dry-run': { type: 'boolean' } },
  z.object({ 'dry-run': z.boolean().default(false) }),
  ({ 'dry-run': dryRun }) => repairMedia({ dryRun }),
);

export const commands: Record<string, Command> = {
  audit,
  'budget list': budgetList,
  'budget set': budgetSet,
  'budget remove': budgetRemove,
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

function fromStandardInput(password: unknown): unknown {
  return password === '-' ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : password;
}
