'use client';

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

type MenuProps = {
  /** The button; it gets the menu's wiring. */
  trigger: ReactNode;
  /** Open at once: the menu's code was fetched by the press that asked for it. */
  openAtOnce?: boolean;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  label: string;
  children: ReactNode;
  width?: 'regular' | 'wide';
  /** Where the focus goes when it closes; by default back to the button. */
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
};

export function Menu({
  trigger,
  openAtOnce,
  align = 'start',
  side = 'bottom',
  label,
  children,
  width,
  onCloseAutoFocus,
}: MenuProps) {
  return (
    <DropdownMenu.Root defaultOpen={openAtOnce} modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className={classNames(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) animate-unfold overflow-y-auto rounded-medium border border-line bg-surface p-1 shadow-float',
            width === 'wide' ? 'w-84 max-w-[calc(100vw-16px)]' : 'min-w-48',
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  'flex min-h-9 items-center gap-2.5 rounded-small px-2.5 py-1.5 text-caption outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0';

type MenuItemProps = {
  icon?: ReactNode;
  children: ReactNode;
  onSelect?(): void;
  danger?: boolean;
  disabled?: boolean;
  /** A second line: why it cannot be chosen. */
  note?: ReactNode;
};

export function MenuItem({ icon, children, onSelect, danger, disabled, note }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      disabled={disabled}
      className={classNames(itemClass, danger ? 'text-danger' : 'text-ink [&>svg]:text-muted')}
    >
      {icon}
      <span className="flex-1">
        {children}
        {note ? <span className="block max-w-64 text-muted">{note}</span> : null}
      </span>
    </DropdownMenu.Item>
  );
}

export function MenuChoices({
  value,
  onChange,
  children,
}: {
  value: string;
  onChange(value: string): void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      {children}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} className={classNames(itemClass, 'items-start')}>
      <span className="min-w-0 flex-1">{children}</span>
      <DropdownMenu.ItemIndicator className="mt-0.5 text-accent-text">
        <Check className="size-4" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-caption font-medium text-faint">
      {children}
    </DropdownMenu.Label>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />;
}
