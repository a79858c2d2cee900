'use client';

import type { ToolMode } from '@/lib/client';
import { useNewestPicture } from '@/lib/client/making';
import type { ToolId } from '@/lib/contracts';
import { iconOfTool } from '../../jobs/job-icon';
import { MenuHeading, MenuItem, MenuSeparator } from '../../ui/menu';
import { Skeleton } from '../../ui/skeleton';
import { useAttachments } from '../use-attachments';
import { modeOf, toolOrder } from './tool-modes';
import { useTools } from './use-tools';

type MakeItemsProps = { conversationId: string; onMake(mode: ToolMode): void };

/** What the composer can be set to make, in the menu of what can be added. */
export function MakeItems({ conversationId, onMake }: MakeItemsProps) {
  const { tools, error } = useTools();
  const { items } = useAttachments(conversationId);
  const newest = useNewestPicture(conversationId);
  const isAttached = items.some(({ type }) => type.startsWith('image/'));
  const make = (id: ToolId) => {
    // What is attached is what is meant; else the newest picture, which the composer then shows.
    onMake(modeOf(id, id === 'edit_image' && !isAttached ? newest : null));
  };
  return (
    <>
      <MenuSeparator />
      <MenuHeading>Make</MenuHeading>
      {error && !tools ? <div className="px-2.5 pb-2 text-caption text-muted">{error}</div> : null}
      {tools || error
        ? toolOrder.flatMap((id) => {
            const tool = tools?.tools.find((one) => one.id === id);
            if (!tool || (id === 'edit_image' && !isAttached && !newest)) return [];
            const Icon = iconOfTool(id);
            return (
              <MenuItem
                key={id}
                icon={<Icon />}
                disabled={!tool.available}
                note={tool.available ? null : tool.reason}
                onSelect={() => make(id)}
              >
                {modeOf(id).name}
              </MenuItem>
            );
          })
        : toolOrder.map((id) => (
            <div key={id} className="flex h-9 items-center px-2.5 pointer-coarse:h-11">
              <Skeleton className="h-4 w-32" />
            </div>
          ))}
    </>
  );
}
