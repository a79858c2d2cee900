import type { EmbeddedServer } from '../embedded';
import type { Publisher } from '../ports';

/** Publishes into the embedded server of this very process. */
export function createEmbeddedPublisher(server: EmbeddedServer): Publisher {
  return {
    maxBatchSize: server.maxBatchSize,
    async publish(channel, event, data, options) {
      server.publish({ channel, event, data, exceptSocketId: options?.exceptSocketId });
    },
    async publishBatch(publications) {
      for (const publication of publications) server.publish(publication);
    },
  };
}
