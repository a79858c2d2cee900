import { requirePerson } from '@/lib/accounts';
import { type Job, type ToolId, toolParametersSchemas } from '@/lib/contracts';
import { catalogueConfig } from '@/lib/models';
import { titleFrom } from '../title-from';
import { createJob } from './create-job';
import { invalidParameters } from './errors';
import { needsConsent } from './needs-consent';
import { quoteTool } from './quote-tool';
import { requireAvailable } from './require-available';
import { resolveSources, type ToolContext } from './resolve-sources';

export type RequestTool = {
  ownerId: string;
  conversationId: string;
  /** The answer that will show it; null for what belongs to the conversation itself. */
  messageId: string | null;
  runId: string | null;
  purpose: Job['purpose'];
  tool: ToolId;
  /** From a model or a person: checked here. */
  parameters: unknown;
  context: ToolContext;
  channel: string;
  /** The person pressed for it themselves, having seen the price. */
  confirmed?: boolean;
};

/**
 * Asks for something to be made. The job waits for a worker, or for its owner's consent; an identical one in flight is
 * returned instead of a second. Throws `tools.not_available`, `tools.invalid_parameters`, `tools.source_not_found`,
 * `tools.no_picture`, `models.unknown_model`, `media.responses_off`, `ledger.budget_exceeded`, `jobs.place_gone`:
 * then there is no job.
 */
export async function requestTool(given: RequestTool): Promise<{ job: Job; isNew: boolean }> {
  const { ownerId, tool } = given;
  requireAvailable(tool, given.channel);
  const parameters = parseParameters(tool, given.parameters);
  const [sources, quote, person] = await Promise.all([
    resolveSources(ownerId, tool, parameters, given.context),
    quoteTool(tool, parameters),
    requirePerson(ownerId),
  ]);
  const { preferences } = person;
  return createJob({
    ownerId,
    conversationId: given.conversationId,
    messageId: given.messageId,
    runId: given.runId,
    purpose: given.purpose,
    tool,
    title: titleOf(tool, parameters),
    parameters,
    sourceIds: sources.map(({ id }) => id),
    model: quote.model.id,
    modelName: quote.model.name,
    quoteMicros: quote.micros,
    retryOf: null,
    asks: (unaskedMicros) =>
      needsConsent({
        ...{ tool, micros: quote.micros, unaskedMicros, preferences },
        confirmed: given.confirmed ?? false,
      }),
  });
}

function parseParameters(tool: ToolId, parameters: unknown): Record<string, unknown> {
  const parsed = toolParametersSchemas[tool].safeParse(parameters);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidParameters(issue ? `${issue.path.join('.') || 'parameters'}: ${issue.message}` : 'parameters');
}

function titleOf(tool: ToolId, parameters: Record<string, unknown>): string {
  const { prompt, title, text, query } = parameters as Record<string, string | undefined>;
  return titleFrom(title ?? prompt ?? query ?? text ?? null) ?? catalogueConfig().tools[tool].name;
}
