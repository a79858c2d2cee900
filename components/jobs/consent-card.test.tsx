import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { ConsentCard } from './consent-card';

const cardOf = (expiresInMs: number) =>
  renderToStaticMarkup(
    <ConsentCard
      job={
        {
          tool: 'generate_video',
          parameters: { prompt: 'a fox' },
          quote_micros: 600_000,
          consent: {
            expires_at: new Date(Date.now() + expiresInMs).toISOString(),
            decided_at: null,
            decision: null,
          },
        } as Partial<Job> as Job
      }
      source={null}
      deciding={null}
      onDecide={() => {}}
    />,
  );

it('can be answered while the question waits', () => {
  expect(cardOf(60_000).match(/<button/g)).toHaveLength(2);
});

it('offers nothing to press once its time is over, and says what that means', () => {
  const card = cardOf(-1);
  expect(card).not.toContain('<button');
  expect(card).toContain('Nobody answered in time, so nothing was made.');
});
