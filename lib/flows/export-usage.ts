import { listPeople } from '@/lib/accounts';
import { exportUsage, type LedgerLine, lastDays, type Scope, writeCsvRow } from '@/lib/ledger';
import { logger } from '@/lib/platform/logger';

/** A person's entries of the last days as a CSV file, written while it is read. */
export function exportOwnUsage(ownerId: string, days: number): Response {
  return answer(writeTable({ ownerId }, days, null), days);
}

/** Everyone's, with who it was; for administrators. */
export async function exportUsageOfEveryone(days: number): Promise<Response> {
  const people = (await listPeople()).map((person) => [person.id, person] as const);
  return answer(writeTable('everyone', days, new Map(people)), days);
}

type People = Map<string, { name: string | null; email: string }>;
const MICROS = 1_000_000;
const amounts = ['input_tokens', 'output_tokens', 'images', 'seconds', 'characters', 'requests'];
const header = ['time', 'kind', 'model', 'status', 'cost_usd', 'reserved_usd', 'is_estimate', 'key'];

async function* writeTable(scope: Scope, days: number, people: People | null): AsyncGenerator<string> {
  const who = people ? ['name', 'email'] : [];
  yield writeCsvRow([...who, ...header, 'conversation_id', ...amounts]);
  for await (const lines of exportUsage(scope, lastDays(days)))
    yield lines.map((line) => writeLine(line, people)).join('');
}

function writeLine(line: LedgerLine, people: People | null): string {
  const person = people?.get(line.ownerId);
  return writeCsvRow([
    ...(people ? [person?.name ?? '', person?.email ?? ''] : []),
    ...[line.at.toISOString(), line.kind, line.model, line.status],
    line.status === 'reserved' ? null : ((line.settledMicros ?? 0) / MICROS).toFixed(6),
    line.status === 'reserved' ? (line.reservedMicros / MICROS).toFixed(6) : null,
    ...[line.status === 'settled' ? line.isEstimate : null, line.key, line.conversationId],
    ...amounts.map((name) => toCell(line.usage[name])),
  ]);
}

const toCell = (value: unknown) => (typeof value === 'number' || typeof value === 'string' ? value : null);

function answer(rows: AsyncGenerator<string>, days: number): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await rows.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // Broken off, so that nobody takes half a table for a whole one.
        logger.warn('usage not written to its end', { error });
        controller.error(error);
      }
    },
    cancel: async () => void (await rows.return(undefined)),
  });
  const name = `usage-${new Date().toISOString().slice(0, 10)}-${days}-days.csv`;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
