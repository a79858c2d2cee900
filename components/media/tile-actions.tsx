'use client';

import { Brush, Clapperboard } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { focusComposer } from '../shell/focus-composer';
import { IconButton } from '../ui/icon-button';
import { useRework } from './use-rework';

/** What can be made out of a picture, in its corner, under a pointer. Fingers find the same when it is opened. */
export default function TileActions({ asset }: { asset: Asset }) {
  const rework = useRework();
  const act = (tool: 'edit_image' | 'generate_video') => {
    rework(tool, asset);
    focusComposer();
  };
  return (
    <div className="absolute end-1.5 top-1.5 flex rounded-small bg-stage/75 opacity-0 transition-opacity group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 pointer-coarse:hidden">
      <IconButton look="stage" size="small" label="Edit" onClick={() => act('edit_image')}>
        <Brush className="size-4" />
      </IconButton>
      <IconButton look="stage" size="small" label="Animate" onClick={() => act('generate_video')}>
        <Clapperboard className="size-4" />
      </IconButton>
    </div>
  );
}
