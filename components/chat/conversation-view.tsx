'use client';

import { TriangleAlert } from 'lucide-react';
import { Suspense, useCallback, useEffect, useState } from 'react';
import {
  type ConversationStart,
  useActions,
  useConversation,
  useModels,
  usePerson,
  useThread,
} from '@/lib/client';
import { Composer } from '../composer/composer';
import { ContextUse } from '../models/context-use';
import { ModelPicker } from '../models/model-picker';
import { StudioBanner } from '../models/studio-banner';
import { titleOf } from '../shell/conversation-title';
import { focusComposer } from '../shell/focus-composer';
import { announce } from '../ui/announcements';
import { Button } from '../ui/button';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { PageMessage } from '../ui/page-message';
import { AnswerAnnouncer } from './answer-announcer';
import { ChatHeader } from './chat-header';
import { MissingConversation } from './missing-conversation';
import { Thread } from './thread';
import { ThreadSkeleton } from './thread-skeleton';
import { useLastOwnMessage, useOpenAnswer } from './use-open-answer';

const Backdrop = lazyWhenOnline(() => import('../places/backdrop'));

/** One conversation: what was said, and the field to say more. `start` is what the server rendered, if it did. */
export function ConversationView({ id, start }: { id: string; start?: ConversationStart }) {
  const conversation = useConversation(id);
  const { defaultModel } = useModels();
  const { preferences } = usePerson();
  const background = conversation?.background;
  const thread = useThread(id, start);
  const actions = useActions();
  const [editingId, setEditingId] = useState<string | null>(null);
  const openAnswer = useOpenAnswer(thread.messageIds);
  const lastOwn = useLastOwnMessage(thread.messageIds);
  const title = conversation ? titleOf(conversation) : null;

  useEffect(() => {
    if (title) document.title = `${title} · Strand`;
  }, [title]);

  const stop = useCallback(() => {
    if (openAnswer) actions.stop(openAnswer).catch(tell);
  }, [actions, openAnswer]);
  const endEditing = useCallback(() => {
    setEditingId(null);
    focusComposer();
  }, []);

  if (thread.status === 'missing') return <MissingConversation />;

  return (
    <>
      {background?.is_on && preferences.show_backgrounds !== false ? (
        <Suspense>
          <Backdrop background={background} />
        </Suspense>
      ) : null}
      <ChatHeader title={title} conversation={conversation} />
      {thread.status === 'loading' ? <ThreadSkeleton /> : null}
      {thread.status === 'error' ? (
        <PageMessage
          icon={<TriangleAlert />}
          title="The messages could not be loaded"
          text="They are safe. Check the connection and try again."
          action={<Button onClick={thread.retryLoad}>Try again</Button>}
        />
      ) : null}
      {thread.status === 'ready' ? (
        <Thread
          messageIds={thread.messageIds}
          hasOlder={thread.hasOlder}
          loadingOlder={thread.loadingOlder}
          loadOlder={thread.loadOlder}
          editingId={editingId}
          onEdit={setEditingId}
          onEditEnd={endEditing}
        />
      ) : null}
      <AnswerAnnouncer messageIds={thread.messageIds} />
      <div className="shrink-0 pad-safe-x pad-safe-bottom pt-1">
        <Composer
          conversationId={id}
          model={conversation?.model ?? defaultModel}
          onSend={(content, attachments, tool) =>
            actions.sendMessage({ conversationId: id, content, attachments, tool })
          }
          onStop={openAnswer ? stop : undefined}
          onEditLast={lastOwn ? () => setEditingId(lastOwn) : undefined}
          autoFocus
          beside={
            <>
              <ModelPicker
                value={conversation?.model ?? defaultModel}
                onChange={(model) => void actions.chooseModel(id, model).catch(tell)}
              />
              <ContextUse messageIds={thread.messageIds} />
            </>
          }
        />
        <div className="pt-2 empty:hidden">
          <StudioBanner />
        </div>
      </div>
    </>
  );
}

const tell = (error: unknown) => announce((error as Error).message, 'danger');
