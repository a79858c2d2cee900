import type { ToolId } from '@/lib/contracts';

/* INTERIM: what the catalogue will say. */
export type ToolSettings = {
  name: string;
  description: string;
  examples: string[];
  enabled: boolean;
  channels: string[] | 'all';
  consent: 'never' | 'above_threshold' | 'always';
};
const plain = (name: string, consent: ToolSettings['consent'] = 'above_threshold'): ToolSettings => ({
  name,
  description: name,
  examples: [],
  enabled: true,
  channels: 'all',
  consent,
});

export const catalogueConfig = () => ({
  styles: [] as { id: string; name: string }[],
  moods: [] as { id: string; name: string }[],
  tools: {
    generate_image: plain('Draw a picture'),
    edit_image: plain('Change a picture'),
    generate_video: plain('Make a film', 'always'),
    speak: plain('Speak a text'),
    make_file: plain('Make a file', 'never'),
    search_web: plain('Search the web'),
  } satisfies Record<ToolId, ToolSettings> as Record<ToolId, ToolSettings>,
  consent: { above_micros: 50_000, expires_minutes: 60 },
  limits: { video_concurrency: 2, video_per_minute: 10, video_timeout_seconds: 360 },
});
