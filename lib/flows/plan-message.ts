import type { Plan, PlanBody, ToolId } from '@/lib/contracts';
import { attachmentNotFound } from '@/lib/conversation';
import { listAssets } from '@/lib/media';
import { chooseMaker, findModel, type Use, type WantedOutput } from '@/lib/models';
import { findConverters, planOf } from './prompt/plan-of';
import { resolveModel, unknownModel } from './resolve-model';
import { filePress, useOf } from './tools/quote-tool';

/**
 * Says before a message is sent how each part of it will be handled and who makes what is wanted. Throws
 * `conversation.attachment_not_found`, `models.unknown_model`.
 */
export async function planMessage(ownerId: string, body: PlanBody): Promise<Plan> {
  const ids = [...new Set(body.attachments)];
  const [chosen, assets, converters] = await Promise.all([
    resolveModel({ asked: body.model ?? undefined, remembered: null }),
    listAssets(ownerId, ids),
    findConverters(),
  ]);
  if (assets.length !== ids.length) throw attachmentNotFound();
  const model = await findModel(chosen.id);
  if (!model) throw unknownModel();
  const wanted = body.tool ? await findOutput(body.tool.id, body.tool.parameters.model) : null;
  return planOf(model, assets, converters, { hasText: !body.tool, wanted });
}

async function findOutput(tool: ToolId, wanted: unknown): Promise<WantedOutput> {
  const use: Use | null = useOf[tool];
  if (use === null) return { tool, maker: filePress, missing: null };
  const choice = await chooseMaker(use, typeof wanted === 'string' ? wanted : null);
  if (choice.status === 'chosen') return { tool, maker: choice.maker, missing: null };
  return { tool, maker: null, missing: choice.reason };
}
