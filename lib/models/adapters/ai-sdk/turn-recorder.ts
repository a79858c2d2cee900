import type { LanguageModelV4StreamPart, SharedV4ProviderMetadata } from '@ai-sdk/provider';
import type { PromptMessage, PromptPart } from '../../ports';

type Block = { type: 'text' | 'reasoning'; id: string; text: string; vendor: SharedV4ProviderMetadata };
type ToolCall = Extract<PromptPart, { type: 'tool-call' }>;

/**
 * Writes down an answer as it streams, block by block, with the signatures that providers want to see again before they
 * read what came of their calls. Only kept for answers in which tools may be called.
 */
export class TurnRecorder {
  readonly #parts: (Block | ToolCall)[] = [];
  readonly #open = new Map<string, Block>();

  note(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'text-start':
      case 'text-delta':
      case 'text-end':
        this.#add('text', part);
        break;
      case 'reasoning-start':
      case 'reasoning-delta':
      case 'reasoning-end':
        this.#add('reasoning', part);
        break;
      default:
    }
  }

  call(call: ToolCall): void {
    this.#parts.push(call);
  }

  get hasCalls(): boolean {
    return this.#parts.some(({ type }) => type === 'tool-call');
  }

  /** The answer so far, as the model is to see it again. */
  toMessage(): PromptMessage {
    const parts = this.#parts.flatMap((part): PromptPart[] => {
      if (part.type === 'tool-call') return [part];
      const { type, text, vendor } = part;
      const isSigned = type === 'reasoning' && Object.keys(vendor).length > 0;
      // An empty block is refused by some, unless it holds a signature.
      if (text === '' && !isSigned) return [];
      return [{ type, text, ...(isSigned ? { vendor } : {}) }];
    });
    return { role: 'assistant', parts };
  }

  #add(
    type: Block['type'],
    part: { id: string; delta?: string; providerMetadata?: SharedV4ProviderMetadata },
  ): void {
    const key = `${type} ${part.id}`;
    let block = this.#open.get(key);
    if (!block) {
      block = { type, id: part.id, text: '', vendor: {} };
      this.#open.set(key, block);
      this.#parts.push(block);
    }
    block.text += part.delta ?? '';
    for (const [provider, metadata] of Object.entries(part.providerMetadata ?? {}))
      block.vendor[provider] = { ...block.vendor[provider], ...metadata };
  }
}
