import type { Preferences, ToolId } from '@/lib/contracts';
import { catalogueConfig } from '@/lib/models';

/** What decides whether a person is asked before something is made. */
export type ConsentQuestion = {
  tool: ToolId;
  /** 0: free; null: not known. */
  micros: number | null;
  /** What the same answer has had made without asking. */
  unaskedMicros: number;
  preferences: Preferences;
  /** The person pressed for it themselves, having seen the price. */
  confirmed: boolean;
};

/**
 * Films are always asked for, also free ones and also when they were pressed for: they take minutes, and people should
 * know what they wait for. Anything else only when it costs something: what costs more than the person's limit, with what
 * the same answer had made before, and what has no known price, unless they pressed for it themselves. Many small things
 * are one large thing: a text that talks a model into them must not get past the question.
 */
export function needsConsent(question: ConsentQuestion): boolean {
  const { tool, micros, unaskedMicros, preferences, confirmed } = question;
  if (tool === 'generate_video') return true;
  const { tools, consent } = catalogueConfig();
  const when = tools[tool].consent;
  if (micros === 0 || when === 'never') return false;
  if (when === 'always') return true;
  if (confirmed) return false;
  const limit = preferences.consent_above_micros ?? consent.above_micros;
  return micros === null || unaskedMicros + micros > limit;
}
