import { logger } from '../logger';
import type { MessageHandler } from './port';

/** Who listens to which channel in this process. */
export class ChannelHandlers {
  readonly #handlers = new Map<string, Set<MessageHandler>>();

  get isEmpty(): boolean {
    return this.#handlers.size === 0;
  }

  has(channel: string): boolean {
    return this.#handlers.has(channel);
  }

  /** @returns removes this one registration, once */
  add(channel: string, handler: MessageHandler): () => void {
    // Wrapped, so that the same function can be registered twice.
    const registration: MessageHandler = (message) => handler(message);
    const handlers = this.#handlers.get(channel) ?? new Set();
    this.#handlers.set(channel, handlers.add(registration));
    return () => {
      handlers.delete(registration);
      if (handlers.size === 0 && this.#handlers.get(channel) === handlers) this.#handlers.delete(channel);
    };
  }

  /** Hands a serialised message to the channel's handlers; one that throws does not keep it from the others. */
  deliver(channel: string, text: string): void {
    for (const handler of [...(this.#handlers.get(channel) ?? [])]) {
      try {
        handler(JSON.parse(text));
      } catch (error) {
        logger.error('message handler failed', { channel, error });
      }
    }
  }
}
