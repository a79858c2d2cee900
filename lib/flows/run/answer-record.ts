import type { Message, Model, Plan, TrailStep } from '@/lib/contracts';
import type { RunEnd } from '@/lib/conversation';
import type { ModelUsage } from '@/lib/models';
import { CitationList } from './citation-list';

/** What an answer will be kept with: how it came to be. */
export class AnswerRecord {
  /** Who answers; another one after a fallback. */
  model: string;
  modelName: string;
  text = '';
  reasoning = '';
  /** Pictures and files, and what was asked to be made: an answer of these alone is an answer. */
  files = 0;
  readonly jobs = new Set<string>();
  usage: ModelUsage | undefined;
  /** How much of the text and of the thoughts the usage is of. */
  private told = { text: 0, reasoning: 0 };
  refused = false;
  notice: string | null = null;
  plan: Plan | undefined;
  context: Message['metadata']['context'];
  costMicros: number | undefined;
  trail: TrailStep[] = [];
  readonly citations = new CitationList();

  constructor({ id, name }: Model) {
    this.model = id;
    this.modelName = name;
  }

  /** How asking for the answer itself ended. `attempts`: all of them, of an answer that nobody gave. */
  noteAnswer(code: { code: string; message: string } | null, attempts: TrailStep[] = []): void {
    if (attempts.length > 0) {
      this.trail = [...this.trail.filter(({ task }) => task !== 'answer'), ...attempts];
      return;
    }
    const step = { task: 'answer', model: this.model, model_name: this.modelName } as const;
    this.trail.push(code ? { ...step, outcome: 'failed', ...code } : { ...step, outcome: 'done' });
  }

  /** Several rounds with a model are paid for together. */
  addUsage(usage: ModelUsage): void {
    this.usage = sumUsage(this.usage ?? {}, usage);
    this.told = { text: this.text.length, reasoning: this.reasoning.length };
  }

  /** What was said since the provider last told what was used: by a round that broke off. */
  get untold(): string {
    return `${this.text.slice(this.told.text)}${this.reasoning.slice(this.told.reasoning)}`;
  }

  get content(): string | null {
    return this.text === '' ? null : this.text;
  }

  /** Whether something was seen of it: thoughts are no answer, but they are this model's. */
  get wasShown(): boolean {
    return this.hasAnything || this.reasoning !== '';
  }

  get hasAnything(): boolean {
    return this.text !== '' || this.files > 0 || this.jobs.size > 0;
  }

  toMetadata(): RunEnd['metadata'] {
    return {
      model_used: this.model,
      ...(this.reasoning && { reasoning: this.reasoning }),
      ...(this.usage && { usage: this.usage }),
      ...(this.notice && { notice: this.notice }),
      ...(this.plan && { plan: this.plan }),
      ...(this.trail.length > 0 && { trail: this.trail }),
      ...(this.citations.all.length > 0 && { citations: this.citations.all }),
      ...(this.context && { context: this.context }),
      ...(this.costMicros !== undefined && { cost_micros: this.costMicros }),
    };
  }
}

export function sumUsage(one: ModelUsage, other: ModelUsage): ModelUsage {
  const sum: Record<string, number> = { ...one };
  for (const [name, amount] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}
