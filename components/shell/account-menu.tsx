'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePerson } from '@/lib/client';
import { Avatar } from '../ui/avatar';
import { menuOnDemand } from '../ui/menu-on-demand';

export type AccountMenuProps = { email: string };

const OnDemand = menuOnDemand<AccountMenuProps>(() => import('./account-menu-items'));

/** The person, and what belongs to them rather than to a conversation. */
export function AccountMenu() {
  const person = usePerson();
  const name = person.name ?? person.email;
  return (
    <OnDemand
      email={person.email}
      trigger={
        <button
          type="button"
          className="flex h-11 w-full items-center gap-2.5 rounded-small px-2 text-start transition-colors hover:bg-hover data-[state=open]:bg-hover"
        >
          <Avatar name={name} />
          <span className="sr-only">Account of </span>
          <span dir="auto" className="min-w-0 flex-1 truncate text-body">
            {name}
          </span>
          <ChevronsUpDown className="size-4 text-faint" />
        </button>
      }
    />
  );
}
