'use client';

import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { sendPicture, useConversationPictures } from '@/lib/client/places';
import type { Asset } from '@/lib/contracts';
import { Spinner } from '../ui/spinner';
import { PictureChoice } from './picture-choice';

type SeedPictureProps = {
  conversationId: string;
  chosen: Asset | null;
  onChoose(picture: Asset | null): void;
  onProblem(sentence: string): void;
};

/** The picture that a film begins with: of the conversation, or one from this device. Chosen again: none. */
export function SeedPicture({ conversationId, chosen, onChoose, onProblem }: SeedPictureProps) {
  const pictures = useConversationPictures(conversationId);
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<Asset[]>([]);
  const [sending, setSending] = useState(false);

  const send = async (file: File) => {
    setSending(true);
    try {
      const picture = await sendPicture(file, conversationId);
      setSent((now) => [picture, ...now]);
      onChoose(picture);
    } catch (error) {
      onProblem((error as Error).message);
    }
    setSending(false);
  };

  return (
    <PictureChoice
      label="Begin with a picture, if you like"
      pictures={[...sent, ...pictures]}
      chosenId={chosen?.id ?? null}
      onChoose={(picture) => onChoose(picture.id === chosen?.id ? null : picture)}
      first={
        <>
          <button
            type="button"
            disabled={sending}
            aria-label="A picture from this device"
            onClick={() => input.current?.click()}
            className="grid size-16 shrink-0 place-items-center rounded-small border border-dashed border-edge text-muted transition-colors hover:bg-hover"
          >
            {sending ? <Spinner /> : <ImagePlus className="size-5" />}
          </button>
          <input
            ref={input}
            type="file"
            accept="image/*"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void send(file);
            }}
          />
        </>
      }
    />
  );
}
