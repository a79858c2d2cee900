'use client';

import { MessageCircleOff } from 'lucide-react';
import { useRoute } from '../shell/use-route';
import { Button } from '../ui/button';
import { PageMessage } from '../ui/page-message';
import { ChatHeader } from './chat-header';

/** In place of a conversation that was deleted, or is somebody else's. */
export function MissingConversation() {
  const { toNew } = useRoute();
  return (
    <>
      <ChatHeader title={null} />
      <PageMessage
        icon={<MessageCircleOff />}
        title="This conversation is not here"
        text="It may have been deleted, or it belongs to somebody else."
        action={<Button onClick={toNew}>New conversation</Button>}
      />
    </>
  );
}
