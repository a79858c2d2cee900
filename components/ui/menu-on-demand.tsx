'use client';

import {
  type ButtonHTMLAttributes,
  type ComponentType,
  cloneElement,
  type ReactElement,
  Suspense,
  useState,
} from 'react';
import { lazyOnDemand } from './lazy-when-online';

type Trigger = ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
export type OnDemandMenuProps<P> = P & { trigger: Trigger; openAtOnce: boolean };

/**
 * Keeps a menu, and the positioning code it needs, out of the first load: until it is asked for there is only
 * its button. Hovering or focusing the button fetches the code, so that the press finds it there.
 */
export function menuOnDemand<P extends object>(
  load: () => Promise<{ default: ComponentType<OnDemandMenuProps<P>> }>,
) {
  const Loaded = lazyOnDemand(load) as unknown as ComponentType<OnDemandMenuProps<P>>;
  const prefetch = () => void load().catch(() => undefined);

  // biome-ignore lint/correctness/noComponentHookFactories: called once per menu, at the top of its module
  return function MenuOnDemand({ trigger, ...menu }: P & { trigger: Trigger }) {
    const [wanted, setWanted] = useState(false);
    const waiting = cloneElement(trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': wanted,
      'aria-busy': wanted || undefined,
      onPointerEnter: prefetch,
      onFocus: prefetch,
      onClick: () => setWanted(true),
      onKeyDown: (event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        setWanted(true);
      },
    });
    if (!wanted) return waiting;
    return (
      <Suspense fallback={waiting}>
        <Loaded {...({ ...menu, trigger, openAtOnce: true } as unknown as OnDemandMenuProps<P>)} />
      </Suspense>
    );
  };
}
