import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { ConversationView } from '@/components/chat/conversation-view';
import { titleOf } from '@/components/shell/conversation-title';
import { getSessionPerson } from '@/lib/accounts';
import { loadConversationStart } from '@/lib/flows/load-chat-start';

type Props = { params: Promise<{ id: string }> };

/** Once per request: the title and the page need the same rows. */
const load = cache(async (id: string) => {
  const person = await getSessionPerson();
  if (!person) redirect(`/signin?callbackUrl=${encodeURIComponent(`/c/${id}`)}`);
  return loadConversationStart(person.id, id);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const start = await load((await params).id);
  return { title: start ? titleOf(start.conversation) : 'Not found' };
}

export default async function ConversationPage({ params }: Props) {
  const { id } = await params;
  const start = await load(id);
  if (!start) notFound();
  return <ConversationView id={id} start={start} />;
}
