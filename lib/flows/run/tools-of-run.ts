import { z } from 'zod';
import { type ToolId, toolIdSchema, toolParametersSchemas } from '@/lib/contracts';
import { catalogueConfig, type ToolSpec } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { makers } from '../tools/makers';
import { useOf } from '../tools/quote-tool';

/** What can do it changes with the configuration, which may be edited while the server runs. */
const KEPT_MS = 5_000;
let kept: { at: number; specs: { tool: ToolId; spec: ToolSpec }[] } | null = null;

/** The tools that a model may call in an answer to a message of this channel. */
export async function listToolSpecs(channel: string): Promise<ToolSpec[]> {
  if (!kept || Date.now() - kept.at > KEPT_MS) kept = { at: Date.now(), specs: await findAvailable() };
  const { tools } = catalogueConfig();
  return kept.specs
    .filter(({ tool }) => {
      const { enabled, channels } = tools[tool];
      return enabled && (channels === 'all' || channels.includes(channel));
    })
    .map(({ spec }) => spec);
}

async function findAvailable(): Promise<{ tool: ToolId; spec: ToolSpec }[]> {
  const { tools } = catalogueConfig();
  const found = await Promise.all(
    toolIdSchema.options.map(async (tool) => {
      const use = useOf[tool];
      const isAllowed = tool === 'search_web' || env().ENABLE_MEDIA_RESPONSES;
      const isAvailable = isAllowed && (use === null || (await makers().listMakers(use)).length > 0);
      const { description } = tools[tool];
      return isAvailable ? [{ tool, spec: { name: tool, description, inputSchema: schemaOf(tool) } }] : [];
    }),
  );
  return found.flat();
}

/** As providers take it: a plain object, without marks of the schema language. */
function schemaOf(tool: ToolId): Record<string, unknown> {
  const { type, properties, required } = z.toJSONSchema(toolParametersSchemas[tool], { io: 'input' });
  return { type, properties, required };
}
