'use client';

import { useEffect, useState } from 'react';
import { knownTools, readTools } from '@/lib/client/making';
import type { ToolList } from '@/lib/contracts';

/** What can be made here. What was known before is there at once, and renewed. */
export function useTools(): { tools: ToolList | null; error: string | null } {
  const [tools, setTools] = useState(knownTools);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let over = false;
    readTools().then(
      (list) => over || setTools(list),
      (failure: Error) => over || setError(failure.message),
    );
    return () => {
      over = true;
    };
  }, []);
  return { tools, error };
}
