import { type Database, db, useDatabase } from '@/lib/platform/db';

/** A statement as the store sends it. */
export type Statement = { text: string; values: unknown[] };

type Composed = { readonly text: string; readonly values: unknown[] };

/**
 * Runs store functions against a database that only notes what it is asked and answers with no rows, so that the
 * very same SQL can be sent through `pg`.
 */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const real = db();
  const recorder = {
    $queryRaw: async ({ text, values }: Composed) => {
      statements.push({ text, values });
      return [];
    },
  };
  useDatabase(recorder as unknown as Database);
  try {
    await work();
  } finally {
    useDatabase(real);
  }
  return statements;
}
