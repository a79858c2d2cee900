'use client';

import { menuOnDemand } from '../ui/menu-on-demand';
import type { ConversationTask } from './conversation-dialogs';

export type ConversationMenuProps = { title: string; onTask(task: ConversationTask): void };

/** What can be done with a conversation as a whole. */
export const ConversationMenu = menuOnDemand<ConversationMenuProps>(
  () => import('./conversation-menu-items'),
);
