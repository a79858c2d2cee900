import type { Asset } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import type { Prisma } from '@/prisma/generated/client';

/** How something was made, as jsonb takes it: parameters may hold anything that a model wrote. */
export function toJson(generation: Asset['generation']): Prisma.InputJsonObject | undefined {
  if (!generation) return undefined;
  const text = JSON.stringify(generation, (_, part) =>
    typeof part === 'string' ? toStorableText(part) : part,
  );
  return JSON.parse(text) as Prisma.InputJsonObject;
}
