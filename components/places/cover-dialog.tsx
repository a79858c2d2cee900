'use client';

import { ImageIcon } from 'lucide-react';
import { useState } from 'react';
import { useConversation } from '@/lib/client';
import { useChangePlace, useConversationPictures, usePlaceJobs } from '@/lib/client/places';
import type { Conversation } from '@/lib/contracts';
import { sayQuote } from '../jobs/job-words';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { TextArea } from '../ui/text-area';
import { Cover } from './cover';
import { PictureChoice } from './picture-choice';
import { isUnderWay, PlaceJob } from './place-job';
import { useOffer } from './use-offer';

const MAX_LENGTH = 2_000;

/** The picture that stands for a conversation: drawn, chosen, or taken away. */
export default function CoverDialog({
  conversation: given,
  onClose,
}: {
  conversation: Conversation;
  onClose(): void;
}) {
  const conversation = useConversation(given.id) ?? given;
  const { makeCover, removeCover } = useChangePlace(conversation.id);
  const { jobs, lookAgain } = usePlaceJobs(conversation, 'cover');
  const pictures = useConversationPictures(conversation.id);
  const { tool, list } = useOffer('generate_image');
  const [prompt, setPrompt] = useState('');
  const [style, setStyle] = useState('');
  const [doing, setDoing] = useState<'make' | 'choose' | 'remove' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const underWay = isUnderWay(jobs[0]);
  const maker = tool?.models.find(({ tier }) => tier === 'fast') ?? tool?.models[0];

  const run = async (what: typeof doing, act: () => Promise<unknown>) => {
    setDoing(what);
    setProblem(null);
    try {
      await act();
      lookAgain();
    } catch (error) {
      setProblem((error as Error).message);
    }
    setDoing(null);
  };
  const make = () =>
    run('make', () =>
      makeCover({ ...(prompt.trim() && { prompt: prompt.trim() }), ...(style && { style }) }),
    );

  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="Cover"
      description="A picture that stands for this conversation in the list."
      actions={
        <>
          {conversation.cover_url ? (
            <Button
              look="quiet"
              className="me-auto"
              busy={doing === 'remove'}
              onClick={() => void run('remove', removeCover)}
            >
              Remove
            </Button>
          ) : null}
          <Button onClick={onClose}>Close</Button>
          <Button
            look="primary"
            busy={doing === 'make'}
            disabled={underWay || tool?.available === false}
            onClick={() => void make()}
          >
            {conversation.cover_url ? 'Make another' : 'Make a cover'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {conversation.cover_url ? (
          <Cover url={conversation.cover_url} className="aspect-video w-full rounded-medium" />
        ) : (
          <div className="grid aspect-video w-full place-items-center rounded-medium border border-dashed border-edge bg-sunken text-faint">
            <ImageIcon className="size-8" />
          </div>
        )}
        {underWay || jobs[0]?.status === 'failed' ? <PlaceJob job={jobs[0]} /> : null}
        {problem ? (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        ) : null}
        <TextArea
          label="What it shows"
          placeholder="Left empty: what this conversation is about"
          value={prompt}
          maxLength={MAX_LENGTH}
          rows={2}
          onChange={(event) => setPrompt(event.target.value)}
          hint={
            tool && !tool.available
              ? tool.reason
              : maker
                ? `${sayQuote(maker.quote_micros)}, drawn by ${maker.name}.`
                : ' '
          }
        />
        <Select
          label="Look"
          value={style}
          options={[
            { value: '', label: 'As it comes' },
            ...(list?.styles ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setStyle}
        />
        <PictureChoice
          label="Or take a picture of this conversation"
          pictures={pictures}
          chosenId={conversation.cover_url?.split('/')[2] ?? null}
          disabled={doing !== null}
          onChoose={({ id }) => void run('choose', () => makeCover({ asset_id: id }))}
        />
      </div>
    </Dialog>
  );
}
