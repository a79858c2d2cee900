'use client';

import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';

const groups: { title: string; keys: { keys: string[]; what: string }[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      { keys: ['Ctrl', 'K'], what: 'Find a conversation or a command' },
      { keys: ['Ctrl', 'Shift', 'O'], what: 'New conversation' },
      { keys: ['Ctrl', 'B'], what: 'Show or hide the list' },
      { keys: ['/'], what: 'Go to the message field' },
      { keys: ['?'], what: 'This map' },
    ],
  },
  {
    title: 'Writing',
    keys: [
      { keys: ['Enter'], what: 'Send' },
      { keys: ['Shift', 'Enter'], what: 'New line' },
      { keys: ['↑'], what: 'Change your last message' },
      { keys: ['Esc'], what: 'Stop the answer, or cancel a recording' },
    ],
  },
  {
    title: 'In the list',
    keys: [
      { keys: ['↑', '↓'], what: 'Go from one to the next' },
      { keys: ['F2'], what: 'Rename' },
      { keys: ['Del'], what: 'Delete' },
    ],
  },
];

export default function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const shown = (key: string) => (isApple && key === 'Ctrl' ? '⌘' : key);
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts" width="wide">
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="pb-1 text-caption font-medium text-faint">{group.title}</h3>
            <dl className="divide-y divide-line">
              {group.keys.map(({ keys, what }) => (
                <div key={what} className="flex min-h-10 items-center justify-between gap-4 py-1">
                  <dt className="text-body">{what}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{shown(key)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
