import type { ToolId } from '@/lib/contracts';
import { mediaResponsesOff } from '@/lib/media';
import { catalogueConfig } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { toolNotAvailable } from './errors';

/** Throws `tools.not_available` or `media.responses_off` where the operator keeps a tool from a channel. */
export function requireAvailable(tool: ToolId, channel: string): void {
  requireEnabled(tool);
  const { channels, name } = catalogueConfig().tools[tool];
  if (channels !== 'all' && !channels.includes(channel))
    throw toolNotAvailable(`“${name}” cannot be used from here.`);
}

/** The same for what was asked for from a channel that may: it may be decided from anywhere. */
export function requireEnabled(tool: ToolId): void {
  const { enabled, name } = catalogueConfig().tools[tool];
  if (!enabled) throw toolNotAvailable(`“${name}” is switched off on this server.`);
  if (tool !== 'search_web' && !env().ENABLE_MEDIA_RESPONSES) throw mediaResponsesOff();
}
