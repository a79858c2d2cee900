'use client';

import { menuOnDemand } from '../ui/menu-on-demand';
import type { FileSource } from './file-inputs';

export type PlusMenuProps = { onChoose(source: FileSource | 'voice'): void };

/** What can be added to a message. */
export const PlusMenu = menuOnDemand<PlusMenuProps>(() => import('./plus-menu-items'));
