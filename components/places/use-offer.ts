'use client';

import { useEffect, useState } from 'react';
import { knownTools, readTools } from '@/lib/client/making';
import type { Tool, ToolId, ToolList } from '@/lib/contracts';

/** A tool as it is offered here, with the looks that can be asked for; null until that is known. */
export function useOffer(id: ToolId): { tool: Tool | null; list: ToolList | null } {
  const [list, setList] = useState(knownTools);
  useEffect(() => {
    let over = false;
    readTools().then(
      (read) => over || setList(read),
      // What was known before stays; without it the request itself will say what is wrong.
      () => {},
    );
    return () => {
      over = true;
    };
  }, []);
  return { tool: list?.tools.find((tool) => tool.id === id) ?? null, list };
}
