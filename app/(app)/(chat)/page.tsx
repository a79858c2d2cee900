import { redirect } from 'next/navigation';
import { NewConversation } from '@/components/chat/new-conversation';
import { availableSignInMethods, getSessionPerson } from '@/lib/accounts';

export default async function NewConversationPage() {
  // A layout is not run again on every navigation; each page checks for itself.
  if (!(await getSessionPerson())) redirect((await availableSignInMethods()).isFirst ? '/signup' : '/signin');
  return <NewConversation />;
}
