'use client';

import { useState } from 'react';

/**
 * Gives the focus back to what opened a dialog. Radix does so only for its own triggers, and ours are fetched when
 * they are asked for. Goes on the dialog's content as `onCloseAutoFocus`.
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(() => (typeof document === 'undefined' ? null : document.activeElement));
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}
