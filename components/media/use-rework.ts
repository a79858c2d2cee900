'use client';

import { useActions } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { modeOf } from '../composer/tools/tool-modes';
import { useShownConversationId } from '../shell/use-route';

/** Sets the composer of the shown conversation to make something out of exactly this picture. */
export function useRework(): (tool: 'edit_image' | 'generate_video', asset: Asset) => void {
  const { setMode } = useActions();
  const conversationId = useShownConversationId() ?? 'new';
  return (tool, asset) => setMode(conversationId, modeOf(tool, asset));
}
