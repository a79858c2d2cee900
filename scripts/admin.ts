import { db } from '@/lib/platform/db';
import { runAdmin } from './admin/run-admin';

// Run by `npm run admin -- …`, which provides the configuration and the database.
process.exitCode = await runAdmin(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
await db().$disconnect();
