import { MissingConversation } from '@/components/chat/missing-conversation';

export default function ConversationNotFound() {
  return <MissingConversation />;
}
