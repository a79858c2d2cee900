import type { Tier, TrailStep } from '@/lib/contracts';
import { type AnswerPart, streamAnswer } from '@/lib/models';

/* INTERIM: what lib/models will offer. */
type AspectRatio = '1:1' | '4:3' | '3:4' | '16:9' | '9:16';
export type ModelUsage = Record<string, number>;
export type Maker = {
  id: string;
  name: string;
  provider: string;
  providerName: string;
  tier: Tier | null;
  offline: boolean;
};
export type Use = 'image' | 'edit' | 'video' | 'speech' | 'search';
type Picture = { mediaType: string; bytes: Uint8Array };
type Made<T> = T & {
  maker: Maker;
  usage: ModelUsage | null;
  costMicros: number;
  isEstimate: boolean;
  trail: TrailStep[];
};
type Wish = { wanted?: string | null; signal: AbortSignal };
type Look = { style?: string; mood?: string };

/** What makes things, as the jobs need it. */
export type Makers = {
  listMakers(use: Use): Promise<Maker[]>;
  chooseMaker(
    use: Use,
    wanted?: string | null,
  ): Promise<{ status: 'chosen'; maker: Maker } | { status: 'no_capable_model'; use: Use; reason: string }>;
  quote(given: {
    use: Use;
    wanted?: string | null;
    count?: number;
    durationSeconds?: number;
    characters?: number;
  }): Promise<{ maker: Maker; micros: number | null } | null>;
  makeImages(
    given: Wish &
      Look & {
        use: 'image' | 'edit';
        prompt: string;
        images: Picture[];
        aspectRatio?: AspectRatio;
        count?: number;
        onTry?(maker: Maker, failed: TrailStep | null): void;
      },
  ): Promise<Made<{ images: (Picture & { revisedPrompt?: string })[]; prompt: string }>>;
  startVideo(
    given: Wish &
      Look & { prompt: string; image?: Picture; aspectRatio?: '16:9' | '9:16'; durationSeconds?: number },
  ): Promise<{ maker: Maker; operation: unknown; durationSeconds: number; trail: TrailStep[] }>;
  pollVideo(given: {
    model: string;
    operation: unknown;
    signal: AbortSignal;
  }): Promise<
    | { status: 'running'; progress: number | null }
    | { status: 'done'; mediaType: string; body: ReadableStream<Uint8Array>; usage?: ModelUsage }
  >;
  costOf(
    modelId: string,
    usage: ModelUsage | null,
    fallback?: ModelUsage,
  ): { micros: number; isEstimate: boolean };
  speakText(given: Wish & { text: string; voice?: string }): Promise<Made<Picture>>;
  searchWeb(
    given: Wish & { query: string },
  ): Promise<Made<{ text: string; sources: { url: string; title: string }[] }>>;
  trailOf(error: unknown): TrailStep[];
};

const studio: Maker = {
  id: 'studio/studio',
  name: 'Studio',
  provider: 'studio',
  providerName: 'Studio',
  tier: null,
  offline: true,
};
const missing = async () => {
  throw new Error('not here yet');
};
const interim: Makers = {
  listMakers: async (use) => (use === 'image' ? [studio] : []),
  chooseMaker: async (use) =>
    use === 'image'
      ? { status: 'chosen', maker: studio }
      : { status: 'no_capable_model', use, reason: 'Nothing here can do this yet.' },
  quote: async () => ({ maker: studio, micros: 0 }),
  async makeImages({ prompt, signal }) {
    const images: Extract<AnswerPart, { type: 'file' }>[] = [];
    const messages = [{ role: 'user' as const, parts: [{ type: 'text' as const, text: `draw ${prompt}` }] }];
    for await (const part of streamAnswer({ model: studio.id, messages, signal }))
      if (part.type === 'file') images.push(part);
    return { images, prompt, maker: studio, usage: null, costMicros: 0, isEstimate: false, trail: [] };
  },
  startVideo: missing,
  pollVideo: missing,
  costOf: () => ({ micros: 0, isEstimate: true }),
  speakText: missing,
  searchWeb: missing,
  trailOf: () => [],
};

let current: Makers = interim;

export const makers = (): Makers => current;

/** Lets tests make things by a script; undefined brings back what is configured. */
export function useMakers(scripted: Makers | undefined): void {
  current = scripted ?? interim;
}
