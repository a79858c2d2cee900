'use client';

import { Clapperboard, ImageIcon, Pencil, Trash2 } from 'lucide-react';
import { Menu, MenuItem } from '../ui/menu';
import type { OnDemandMenuProps } from '../ui/menu-on-demand';
import type { ConversationMenuProps } from './conversation-menu';

export default function ConversationMenuItems(props: OnDemandMenuProps<ConversationMenuProps>) {
  const { title, onTask, trigger, openAtOnce } = props;
  return (
    <Menu trigger={trigger} openAtOnce={openAtOnce} align="end" label={title}>
      <MenuItem icon={<Pencil />} onSelect={() => onTask('rename')}>
        Rename
      </MenuItem>
      <MenuItem icon={<ImageIcon />} onSelect={() => onTask('cover')}>
        Cover…
      </MenuItem>
      <MenuItem icon={<Clapperboard />} onSelect={() => onTask('background')}>
        Background…
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={() => onTask('delete')}>
        Delete
      </MenuItem>
    </Menu>
  );
}
