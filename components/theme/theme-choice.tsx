'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { SegmentedControl } from '../ui/segmented-control';
import { applyTheme, type Theme } from './theme';

const options = [
  { value: 'system' as const, label: 'System', icon: <Monitor /> },
  { value: 'light' as const, label: 'Light', icon: <Sun /> },
  { value: 'dark' as const, label: 'Dark', icon: <Moon /> },
];

export function ThemeChoice({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
  };
  return <SegmentedControl label="Theme" value={theme} options={options} onChange={choose} />;
}
