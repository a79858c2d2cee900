'use client';

import type { ToolMode } from '@/lib/client';
import { menuOnDemand } from '../ui/menu-on-demand';
import type { FileSource } from './file-inputs';

export type PlusMenuProps = {
  conversationId: string;
  onChoose(source: FileSource | 'voice'): void;
  onMake(mode: ToolMode): void;
};

/** What can be added to a message. */
export const PlusMenu = menuOnDemand<PlusMenuProps>(() => import('./plus-menu-items'));
