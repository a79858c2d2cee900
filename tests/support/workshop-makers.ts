import type { Makers } from '@/lib/flows/tools/makers';
import { AppError } from '@/lib/kernel';
import type { Maker } from '@/lib/models';
import type { Answer, Order } from '../fakes/workshop';

const maker = {
  ...{ id: 'workshop/hand', name: 'Workshop', provider: 'workshop', providerName: 'Workshop' },
  ...{ tier: 'fast', offline: false },
} as unknown as Maker;

/** List prices of the workshop, in millionths of a dollar. */
export const PRICES = { image: 40_000, edit: 40_000, video: 1_200_000, speech: 5_000, search: 10_000 };

/** Has everything made by the workshop at this address, from whichever process. */
export function workshopMakers(url: string): Makers {
  async function order(given: Partial<Order> & { use: Order['use'] }, signal: AbortSignal): Promise<Answer> {
    const whole = { wanted: null, prompt: '', count: 1, images: 0, film: null, ...given };
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(whole), signal });
    const answer = (await response.json()) as Answer;
    if (!answer.error) return answer;
    const { code, message, retryable } = answer.error;
    throw new AppError({ code, kind: 'unavailable', publicMessage: message, retryable });
  }
  const filesOf = ({ files = [] }: Answer) =>
    files.map(({ mediaType, base64 }) => ({
      mediaType,
      bytes: new Uint8Array(Buffer.from(base64, 'base64')),
    }));
  const madeOf = (answer: Answer, use: keyof typeof PRICES, count = 1) => ({
    ...{ maker, usage: null, isEstimate: true, trail: [] },
    costMicros: answer.costMicros ?? PRICES[use] * count,
  });
  return {
    chooseMaker: async () => ({ status: 'chosen', maker }),
    listMakers: async () => [maker],
    quoteMaker: (_maker, { use, count = 1 }) => PRICES[use as keyof typeof PRICES] * count,
    costOf: () => ({ micros: PRICES.video, isEstimate: true }),
    trailOf: () => [],
    async makeImages({ use, prompt, images, count = 1, signal }) {
      const answer = await order({ use, prompt, images: images.length, count }, signal);
      return { ...madeOf(answer, use, count), images: filesOf(answer), prompt };
    },
    async speakText({ text, signal }) {
      const answer = await order({ use: 'speech', prompt: text }, signal);
      const [file] = filesOf(answer);
      if (!file) throw new Error('nothing was said');
      return { ...madeOf(answer, 'speech'), ...file };
    },
    async searchWeb({ query, signal }) {
      const answer = await order({ use: 'search', prompt: query }, signal);
      const sources = [{ url: 'https://www.example.org/fox', title: 'Foxes' }];
      return { ...madeOf(answer, 'search'), text: answer.text ?? 'Foxes are red [1].', sources };
    },
    async startVideo({ prompt, image, signal }) {
      const { film } = await order({ use: 'video', prompt, images: image ? 1 : 0 }, signal);
      return { maker, operation: { film }, durationSeconds: 4, trail: [] };
    },
    async pollVideo({ operation, signal }) {
      const { film } = operation as { film: string };
      const answer = await order({ use: 'poll', film }, signal);
      const [file] = filesOf(answer);
      if (!file) return { status: 'running', progress: answer.progress ?? null };
      return { status: 'done', mediaType: file.mediaType, body: new Blob([file.bytes]).stream() };
    },
  };
}
