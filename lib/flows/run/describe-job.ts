import type { Asset, Job } from '@/lib/contracts';

/** What a model is told that came of its call. */
export type ToolOutcome = { output: string; isError: boolean };

const nouns: Record<Asset['type'], string> = {
  image: 'picture',
  video: 'video',
  audio: 'recording',
  file: 'file',
};

/** What became of a job, in words for the model that asked for it. */
export function describeJob(job: Job, assets: Asset[], words: string | null): ToolOutcome {
  switch (job.status) {
    case 'complete':
      return { output: words ?? describeMade(assets), isError: false };
    case 'awaiting_consent':
      return {
        output:
          'The person is asked first, with the price. If they agree, it is made and appears in the chat by itself. ' +
          'Tell them so in a short sentence, and do not call this again.',
        isError: false,
      };
    case 'queued':
    case 'running':
      return {
        output:
          'It is being made, which takes minutes, and appears in the chat by itself. Do not call this again.',
        isError: false,
      };
    default:
      return { output: sentences[job.status] ?? job.error?.message ?? 'It did not work.', isError: true };
  }
}

const sentences: Partial<Record<Job['status'], string>> = {
  cancelled: 'The person cancelled this. Nothing was made.',
  denied: 'The person did not want this. Nothing was made.',
  expired: 'The person did not answer in time. Nothing was made.',
};

function describeMade(assets: Asset[]): string {
  if (assets.length === 0) return 'Done.';
  const made = assets.map((asset) => {
    const size = asset.width && asset.height ? `, ${asset.width}×${asset.height} pixels` : '';
    return `Made the ${nouns[asset.type]} ${asset.id} (${asset.format}${size}).`;
  });
  return `${made.join(' ')} The person sees it in the chat already. Do not link or describe it at length.`;
}
