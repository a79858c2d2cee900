'use client';

import { useEffect, useState } from 'react';
import { useActions, useDraft, useModels, usePerson } from '@/lib/client';
import type { ToolCall } from '@/lib/contracts';
import { type Attached, Composer } from '../composer/composer';
import { ModelPicker } from '../models/model-picker';
import { StudioBanner } from '../models/studio-banner';
import { focusComposer } from '../shell/focus-composer';
import { useRoute } from '../shell/use-route';
import { ChatHeader } from './chat-header';
import { Suggestions } from './suggestions';

/** The start of a conversation: a greeting, the composer, and a few ideas. It exists once the first message is sent. */
export function NewConversation() {
  const person = usePerson();
  const { defaultModel } = useModels();
  const { createConversation, sendMessage } = useActions();
  const { toConversation } = useRoute();
  const [model, setModel] = useState<string | null>(null);
  const [, setDraft] = useDraft('new');
  const firstName = person.name?.trim().split(/\s+/)[0];

  useEffect(() => {
    document.title = 'Strand';
  }, []);

  const send = async (content: string, attachments: readonly Attached[], tool?: ToolCall) => {
    const id = await createConversation(model);
    sendMessage({ conversationId: id, content, attachments, tool });
    toConversation(id);
  };
  const suggest = (text: string) => {
    setDraft(text);
    focusComposer();
  };

  return (
    <>
      <ChatHeader title={null} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto pad-safe-x">
        <div className="mx-auto my-auto flex w-full max-w-reading flex-col py-8">
          <h1 className="px-1 pb-6 text-display font-semibold text-balance">
            {firstName ? (
              <>
                Hello, <span dir="auto">{firstName}</span>.{' '}
              </>
            ) : null}
            <span className="inline-block text-muted">What is on your mind?</span>
          </h1>
          <Composer
            conversationId="new"
            model={model ?? defaultModel}
            onSend={send}
            autoFocus
            beside={<ModelPicker value={model ?? defaultModel} onChange={setModel} />}
          />
          <Suggestions onChoose={suggest} />
        </div>
      </div>
      <div className="shrink-0 pt-2 pad-safe-bottom">
        <StudioBanner withHow />
      </div>
    </>
  );
}
