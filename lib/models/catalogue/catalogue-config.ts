import type { ToolId } from '@/lib/contracts';
import { config } from './config';
import type { Config, Modifier, TemplateId, ToolConfig } from './config-schema';

export type CatalogueConfig = {
  styles: Record<string, Modifier>;
  moods: Record<string, Modifier>;
  templates: Record<TemplateId, string>;
  tools: Record<ToolId, ToolConfig>;
  consent: { above_micros: number; expires_minutes: number };
  limits: Config['limits'];
  covers: Config['covers'];
  /** Beside those of the database: of each person, or of everyone together. */
  budgets: { scope: 'person' | 'everyone'; period: 'day' | 'month'; limit_micros: number }[];
};

/** What the operator decided about tools, looks, consent and limits; today's, so do not keep it. */
export function catalogueConfig(): CatalogueConfig {
  const { styles, moods, templates, tools, consent, limits, covers, budgets } = config();
  return {
    ...{ styles, moods, templates, tools, limits, covers },
    consent: { above_micros: toMicros(consent.above_usd), expires_minutes: consent.expires_minutes },
    budgets: budgets.map(({ scope, period, limit_usd }) => ({
      scope,
      period,
      limit_micros: toMicros(limit_usd),
    })),
  };
}

const toMicros = (dollars: number) => Math.round(dollars * 1_000_000);

/** A template with `{name}` replaced by its value; what is not given is left empty. */
export function fillTemplate(id: TemplateId, values: Record<string, string>): string {
  return config().templates[id].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
