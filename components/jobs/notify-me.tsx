'use client';

import { Bell } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { announce } from '../ui/announcements';
import { IconButton } from '../ui/icon-button';

const never = () => () => {};
const canAsk = () => 'Notification' in window && Notification.permission === 'default';

/** Asks, when it is pressed, whether this browser may tell of what is ready. Nothing where that is decided. */
export function NotifyMe() {
  const [asked, setAsked] = useState(false);
  const isOpen = useSyncExternalStore(never, canAsk, () => false);
  if (!isOpen || asked) return null;
  const ask = async () => {
    const answer = await Notification.requestPermission();
    setAsked(true);
    if (answer === 'granted') announce('You will be told when it is ready.');
  };
  return (
    <IconButton label="Tell me when it is ready" size="small" onClick={() => void ask()}>
      <Bell className="size-4" />
    </IconButton>
  );
}
