'use client';

import { useState } from 'react';
import { useConversation } from '@/lib/client';
import { makeBackground, useChangePlace, useFilms, usePlaceJobs } from '@/lib/client/places';
import type { Asset, Background, Conversation } from '@/lib/contracts';
import { sayQuote } from '../jobs/job-words';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { FilmList } from './film-list';
import { isUnderWay, PlaceJob } from './place-job';
import { SeedPicture } from './seed-picture';
import { useOffer } from './use-offer';

/** What plays behind a conversation: films in their order, switched on or off, and how another one is made. */
export default function BackgroundDialog(props: { conversation: Conversation; onClose(): void }) {
  const conversation = useConversation(props.conversation.id) ?? props.conversation;
  const { id, background } = conversation;
  const { setBackground } = useChangePlace(id);
  const { jobs, lookAgain } = usePlaceJobs(conversation, 'background');
  const films = useFilms(background?.asset_ids ?? []);
  const { tool, list } = useOffer('generate_video');
  const [mood, setMood] = useState(background?.mood ?? 'calm');
  const [seed, setSeed] = useState<Asset | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [maker] = tool?.models ?? [];
  const [job] = jobs;

  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };
  const change = (part: Partial<Background>) =>
    background && run(() => setBackground({ ...background, ...part }));
  const keep = (ids: string[]) =>
    run(() => setBackground(ids.length === 0 || !background ? null : { ...background, asset_ids: ids }));
  const make = () =>
    run(async () => {
      await makeBackground(id, { mood, ...(seed && { image: seed.id }) });
      lookAgain();
    });

  return (
    <Dialog
      open
      onClose={props.onClose}
      width="wide"
      title="Background"
      description="A film that plays softly behind this conversation, on all your devices."
      actions={
        <>
          <Button onClick={props.onClose}>Close</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={isUnderWay(job) || tool?.available === false}
            onClick={() => void make()}
          >
            {films.length > 0 ? 'Make another' : 'Make a background'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {background ? (
          <Switch
            label="Play behind this conversation"
            hint="It rests on metered connections, in hidden tabs, and where motion is reduced."
            checked={background.is_on}
            disabled={busy}
            onChange={(is_on) => void change({ is_on })}
          />
        ) : null}
        {films.length > 0 ? (
          <FilmList films={films} disabled={busy} onChange={(ids) => void keep(ids)} />
        ) : null}
        <PlaceJob job={job} />
        {problem ? (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        ) : null}
        {isUnderWay(job) ? null : (
          <>
            <Select
              label="Mood"
              value={mood}
              options={(list?.moods ?? [{ id: mood, name: mood }]).map(({ id: value, name }) => ({
                value,
                label: name,
              }))}
              onChange={setMood}
              hint={
                tool && !tool.available
                  ? tool.reason
                  : maker
                    ? `${sayQuote(maker.quote_micros)}, made by ${maker.name}. You are asked once more before it begins.`
                    : ' '
              }
            />
            <SeedPicture conversationId={id} chosen={seed} onChoose={setSeed} onProblem={setProblem} />
          </>
        )}
      </div>
    </Dialog>
  );
}
