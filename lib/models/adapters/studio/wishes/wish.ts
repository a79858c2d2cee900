import type { ToolId } from '@/lib/contracts';

/** What a person wants to have made, as far as rules can tell, as the call of a tool. */
export type Wish = { tool: ToolId; input: Record<string, unknown> };
