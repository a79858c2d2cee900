'use client';

import {
  Keyboard,
  MessageSquare,
  Monitor,
  Moon,
  Search as SearchIcon,
  Settings,
  SquarePen,
  Sun,
} from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useConversation, useConversationIds } from '@/lib/client';
import { applyTheme, type Theme } from '../theme/theme';
import { useReturnFocus } from '../ui/use-return-focus';
import { titleOf } from './conversation-title';
import { matchesWords } from './matches-words';
import { useShell } from './shell-context';
import { useRoute } from './use-route';

/** Go anywhere and do anything by typing a few letters of it. */
export default function CommandPalette({ onClose }: { onClose(): void }) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-x-4 top-[12dvh] z-40 mx-auto max-w-xl animate-unfold overflow-hidden rounded-large border border-line bg-surface shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Find a conversation or a command</Dialog.Title>
          <Search onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Search({ onClose }: { onClose(): void }) {
  const [query, setQuery] = useState('');
  const ids = useConversationIds();
  const { toConversation, toNew, toSettings } = useRoute();
  const { openShortcuts } = useShell();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { activeId, onKeyDown } = useActiveOption(list, query);

  const run = (act: () => void) => () => {
    onClose();
    act();
  };
  const option = { query, activeId };
  const theme = (name: Theme) => run(() => applyTheme(name));

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <SearchIcon className="size-4.5 shrink-0 text-faint" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type
          autoFocus
          role="combobox"
          aria-label="Find a conversation or a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={activeId ?? undefined}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Find a conversation or a command"
          className="h-14 min-w-0 flex-1 bg-transparent text-lead outline-none"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Results"
        className="peer max-h-[50dvh] overflow-y-auto p-2 scroll-quiet empty:p-0"
      >
        <Option {...option} text="New conversation" icon={<SquarePen />} onChoose={run(toNew)} />
        {ids.map((id) => (
          <ConversationOption key={id} {...option} id={id} onChoose={run(() => toConversation(id))} />
        ))}
        <Option {...option} text="Settings" icon={<Settings />} onChoose={run(toSettings)} />
        <Option {...option} text="Keyboard shortcuts" icon={<Keyboard />} onChoose={run(openShortcuts)} />
        <Option {...option} text="Theme: light" icon={<Sun />} onChoose={theme('light')} />
        <Option {...option} text="Theme: dark" icon={<Moon />} onChoose={theme('dark')} />
        <Option {...option} text="Theme: as the device" icon={<Monitor />} onChoose={theme('system')} />
      </div>
      <p className="hidden px-4 py-6 text-center text-caption text-muted peer-empty:block">
        Nothing goes by that name. Try fewer letters.
      </p>
    </>
  );
}

type OptionProps = {
  text: string;
  icon: ReactNode;
  query: string;
  activeId: string | null;
  onChoose(): void;
};

function Option({ text, icon, query, activeId, onChoose }: OptionProps) {
  const id = useId();
  if (!matchesWords(text, query)) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={id === activeId}
      onClick={onChoose}
      className="flex h-11 cursor-pointer items-center gap-3 rounded-small px-3 text-body hover:bg-hover aria-selected:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      {icon}
      <span dir="auto" className="truncate">
        {text}
      </span>
    </div>
  );
}

function ConversationOption({ id, ...option }: Omit<OptionProps, 'text' | 'icon'> & { id: string }) {
  const conversation = useConversation(id);
  return conversation ? <Option {...option} text={titleOf(conversation)} icon={<MessageSquare />} /> : null;
}

/** Which result the arrow keys are on. Results know themselves whether they match, so the list is read as shown. */
function useActiveOption(list: React.RefObject<HTMLDivElement | null>, query: string) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const options = () => [...(list.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new query the first result is the likely one
  useEffect(() => setActiveId(options()[0]?.id ?? null), [query]);

  const onKeyDown = (event: KeyboardEvent) => {
    const shown = options();
    const at = shown.findIndex((option) => option.id === activeId);
    if (event.key === 'Enter') shown[at]?.click();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = shown[(at + step + shown.length) % shown.length];
    setActiveId(next?.id ?? null);
    next?.scrollIntoView({ block: 'nearest' });
  };
  return { activeId, onKeyDown };
}
