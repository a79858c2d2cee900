import { Prisma } from '@/prisma/generated/client';

/** True for a message `m` below this parent, or at the beginning. `is not distinct from` would use no index. */
export function isChildOf(parentId: string | null): Prisma.Sql {
  return parentId === null ? Prisma.sql`m.parent_id is null` : Prisma.sql`m.parent_id = ${parentId}::uuid`;
}
