'use client';

import { ChartColumn, Keyboard, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { applyTheme, currentTheme, readTheme } from '../theme/theme';
import { Menu, MenuChoice, MenuChoices, MenuHeading, MenuItem, MenuSeparator } from '../ui/menu';
import type { OnDemandMenuProps } from '../ui/menu-on-demand';
import type { AccountMenuProps } from './account-menu';
import { useShell } from './shell-context';
import { signOutHere } from './sign-out';
import { useRoute } from './use-route';

const themeChoices = [
  { value: 'system', label: 'As the device', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export default function AccountMenuItems({
  email,
  trigger,
  openAtOnce,
}: OnDemandMenuProps<AccountMenuProps>) {
  const { openShortcuts } = useShell();
  const { toSettings, toUsage } = useRoute();
  const [theme, setTheme] = useState(currentTheme);
  const choose = (value: string) => {
    setTheme(readTheme(value));
    applyTheme(readTheme(value));
  };
  return (
    <Menu trigger={trigger} openAtOnce={openAtOnce} side="top" label="Account">
      <MenuHeading>{email}</MenuHeading>
      <MenuItem icon={<Settings />} onSelect={toSettings}>
        Settings
      </MenuItem>
      <MenuItem icon={<ChartColumn />} onSelect={toUsage}>
        Usage
      </MenuItem>
      <MenuItem icon={<Keyboard />} onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuChoices value={theme} onChange={choose}>
        {themeChoices.map(({ value, label, icon: Icon }) => (
          <MenuChoice key={value} value={value}>
            <span className="flex items-center gap-2.5">
              <Icon className="size-4 text-muted" />
              {label}
            </span>
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={signOutHere}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
