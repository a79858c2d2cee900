import type { ChargeKind, ToolId, ToolParameters } from '@/lib/contracts';
import type { Maker, Use } from '@/lib/models';
import { toolNotAvailable } from './errors';
import { makers } from './makers';

/** What a tool asks of the models; null for what is made here. */
export const useOf: Record<ToolId, Use | null> = {
  generate_image: 'image',
  edit_image: 'edit',
  generate_video: 'video',
  speak: 'speech',
  make_file: null,
  search_web: 'search',
};

export const chargeKindOf: Record<ToolId, ChargeKind> = {
  generate_image: 'image',
  edit_image: 'image',
  generate_video: 'video',
  speak: 'speech',
  make_file: 'text',
  search_web: 'search',
};

/** Who makes files: this program itself. */
export const filePress = { id: 'strand/files', name: 'Strand' };

export type Quote = {
  model: { id: string; name: string };
  /** By list price; 0: free, null: not known. */
  micros: number | null;
};

/**
 * Who will do it and what that costs, before anything is begun. Throws `tools.not_available` when nothing here can, and
 * `models.unknown_model` when something else was asked for by name.
 */
export async function quoteTool(tool: ToolId, parameters: Record<string, unknown>): Promise<Quote> {
  const use = useOf[tool];
  if (use === null) return { model: filePress, micros: 0 };
  const wanted = typeof parameters.model === 'string' ? parameters.model : null;
  const choice = await makers().chooseMaker(use, wanted);
  if (choice.status !== 'chosen') throw toolNotAvailable(choice.reason);
  const { maker } = choice;
  return { model: { id: maker.id, name: maker.name }, micros: priceOf(tool, parameters, maker) };
}

/** What a call costs with one who can do it, by list price; 0: free, null: not known. */
export function priceOf(tool: ToolId, parameters: Record<string, unknown>, maker: Maker): number | null {
  const use = useOf[tool];
  return use === null ? 0 : makers().quoteMaker(maker, { use, ...amountOf(tool, parameters) });
}

function amountOf(tool: ToolId, parameters: Record<string, unknown>) {
  if (tool === 'generate_image')
    return { count: (parameters as ToolParameters<'generate_image'>).count ?? 1 };
  if (tool === 'edit_image') return { count: 1 };
  if (tool === 'speak') return { characters: (parameters as ToolParameters<'speak'>).text.length };
  if (tool === 'generate_video') {
    const { duration_seconds: seconds } = parameters as ToolParameters<'generate_video'>;
    return seconds === undefined ? {} : { durationSeconds: seconds };
  }
  return {};
}
