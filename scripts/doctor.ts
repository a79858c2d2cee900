import { db } from '@/lib/platform/db';
import { examine } from './doctor/examine';
import { formatReport, isBroken } from './doctor/format-report';

// Run by `npm run doctor`, which provides the configuration and the database.
const checks = await examine();
process.stdout.write(`${formatReport(checks)}\n`);
// A pool or a subscription that a check opened would keep the process alive.
await db()
  .$disconnect()
  .catch(() => {});
process.exit(isBroken(checks) ? 1 : 0);
