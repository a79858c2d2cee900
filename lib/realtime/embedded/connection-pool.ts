import type { Connection } from './connection';
import type { EmbeddedLimits } from './limits';
import { encodeProtocolMessage, isGuarded, pusherCodes } from './protocol';

const ping = encodeProtocolMessage('pusher:ping', {});
/** How long a newcomer is safe from being put out: enough to ask for a signature and subscribe. */
const GRACE_MS = 10_000;

/** All open connections. Oldest first. */
export class ConnectionPool {
  readonly #openedAt = new Map<Connection, number>();

  constructor(private readonly limits: EmbeddedLimits) {}

  get size(): number {
    return this.#openedAt.size;
  }

  /**
   * Takes a connection in. When full, one that never proved to be a person's makes room, because anybody who
   * knows the public key can connect. @returns false when there is no room
   */
  add(connection: Connection, now: number): boolean {
    if (this.size >= this.limits.maxConnections && !this.#evictStranger(now)) return false;
    this.#openedAt.set(connection, now);
    return true;
  }

  remove(connection: Connection): void {
    this.#openedAt.delete(connection);
  }

  /** Pings the silent and closes those that did not answer. */
  sweep(now: number): void {
    for (const connection of [...this.#openedAt.keys()]) {
      const silentMs = now - connection.lastActivityAt;
      if (silentMs > this.limits.activityTimeoutMs + this.limits.pongTimeoutMs) {
        connection.close(pusherCodes.pongMissing, 'Nothing was heard for too long.');
        // The other side is most likely gone: waiting for its close frame would keep the slot taken.
        connection.terminate();
      } else if (silentMs > this.limits.activityTimeoutMs && !connection.isPinged) {
        connection.isPinged = true;
        connection.send(ping);
      }
    }
  }

  terminateAll(): void {
    for (const connection of [...this.#openedAt.keys()]) connection.terminate();
  }

  #evictStranger(now: number): boolean {
    for (const [connection, openedAt] of this.#openedAt) {
      if (now - openedAt < GRACE_MS) return false;
      if ([...connection.channels.keys()].some(isGuarded)) continue;
      this.remove(connection);
      connection.close(pusherCodes.overCapacity, 'The server is full.');
      return true;
    }
    return false;
  }
}
