import { type Tool, type ToolId, type ToolList, toolIdSchema } from '@/lib/contracts';
import { mediaResponsesOff } from '@/lib/media';
import { catalogueConfig, type ToolConfig } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { makers } from './makers';
import { filePress, useOf } from './quote-tool';

/** What can be made on request here, by which models and at what price, as a channel may use it. */
export async function listTools(channel: string): Promise<ToolList> {
  const { tools, styles, moods } = catalogueConfig();
  const offered = toolIdSchema.options.filter((id) => isOffered(tools[id], channel));
  return {
    tools: await Promise.all(offered.map((id) => describe(id, tools[id]))),
    styles: named(styles),
    moods: named(moods),
  };
}

const named = (modifiers: Record<string, { name: string }>) =>
  Object.entries(modifiers).map(([id, { name }]) => ({ id, name }));

const isOffered = ({ enabled, channels }: ToolConfig, channel: string) =>
  enabled && (channels === 'all' || channels.includes(channel));

async function describe(id: ToolId, settings: ToolConfig): Promise<Tool> {
  const { name, description, examples, consent } = settings;
  const models = await listModels(id);
  const reason = await whyNot(id, models.length > 0);
  return {
    ...{ id, name, description, examples, models, reason },
    available: reason === null,
    consent: id === 'generate_video' ? 'always' : consent,
  };
}

async function listModels(id: ToolId): Promise<Tool['models']> {
  const use = useOf[id];
  if (use === null) return [{ ...filePress, tier: null, offline: true, quote_micros: 0 }];
  const found = await makers().listMakers(use);
  return found.map((maker) => ({
    id: maker.id,
    name: maker.name,
    tier: maker.tier,
    offline: maker.offline,
    // Speech is priced by its length: that of a long paragraph stands for it.
    quote_micros: makers().quoteMaker(maker, { use, ...(use === 'speech' && { characters: 1_000 }) }),
  }));
}

/** Why a tool cannot be used here, in a sentence; null when it can. */
async function whyNot(id: ToolId, hasModels: boolean): Promise<string | null> {
  if (id !== 'search_web' && !env().ENABLE_MEDIA_RESPONSES) return mediaResponsesOff().publicMessage;
  const use = useOf[id];
  if (hasModels || use === null) return null;
  const choice = await makers().chooseMaker(use);
  return choice.status === 'chosen' ? null : choice.reason;
}
