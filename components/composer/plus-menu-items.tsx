'use client';

import { Camera, Image, Mic, Paperclip, Video } from 'lucide-react';
import { useRef } from 'react';
import type { ToolMode } from '@/lib/client';
import { focusComposer } from '../shell/focus-composer';
import { Menu, MenuItem } from '../ui/menu';
import type { OnDemandMenuProps } from '../ui/menu-on-demand';
import type { PlusMenuProps } from './plus-menu';
import { MakeItems } from './tools/make-items';
import { useIsTouch } from './use-is-touch';

export default function PlusMenuItems({
  conversationId,
  onChoose,
  onMake,
  trigger,
  openAtOnce,
}: OnDemandMenuProps<PlusMenuProps>) {
  const isTouch = useIsTouch();
  const isMaking = useRef(false);
  // What is to be made is written down next.
  const onCloseAutoFocus = (event: Event) => {
    if (!isMaking.current) return;
    isMaking.current = false;
    event.preventDefault();
    focusComposer();
  };
  const make = (mode: ToolMode) => {
    isMaking.current = true;
    onMake(mode);
  };
  return (
    <Menu
      trigger={trigger}
      openAtOnce={openAtOnce}
      side="top"
      label="Attach"
      onCloseAutoFocus={onCloseAutoFocus}
    >
      <MenuItem icon={<Image />} onSelect={() => onChoose('photo')}>
        Photo or video
      </MenuItem>
      {isTouch ? (
        <>
          <MenuItem icon={<Camera />} onSelect={() => onChoose('camera')}>
            Camera
          </MenuItem>
          <MenuItem icon={<Video />} onSelect={() => onChoose('film')}>
            Record a video
          </MenuItem>
        </>
      ) : null}
      <MenuItem icon={<Paperclip />} onSelect={() => onChoose('file')}>
        File
      </MenuItem>
      <MenuItem icon={<Mic />} onSelect={() => onChoose('voice')}>
        Voice note
      </MenuItem>
      <MakeItems conversationId={conversationId} onMake={make} />
    </Menu>
  );
}
