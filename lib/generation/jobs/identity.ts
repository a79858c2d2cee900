import { createHash } from 'node:crypto';
import type { Job } from '@/lib/contracts';

/** What makes two requests the same. */
export type Identity = {
  conversationId: string;
  purpose: Job['purpose'];
  tool: string;
  parameters: unknown;
  sourceIds: string[];
};

/** The same for the same request, in whichever order its parameters were written. */
export function identityOf({ conversationId, purpose, tool, parameters, sourceIds }: Identity): string {
  const said = JSON.stringify([conversationId, purpose, tool, inOrder(parameters), sourceIds]);
  return createHash('sha256').update(said).digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, inOrder(part)]),
  );
}
