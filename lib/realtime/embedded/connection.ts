import { randomInt } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Member, Subscriber } from './channel-registry';
import type { EmbeddedLimits } from './limits';
import { encodeMessage, type PusherCode } from './protocol';

const SOCKET_ID_RANGE = 2 ** 47;

/** One browser's WebSocket, with what it is subscribed to. */
export class Connection implements Subscriber {
  readonly socketId = `${randomInt(1, SOCKET_ID_RANGE)}.${randomInt(1, SOCKET_ID_RANGE)}`;
  /** Its channels, and as which member. */
  readonly channels = new Map<string, Member | null>();
  lastActivityAt: number;
  isPinged = false;
  #clientEvents = { second: 0, count: 0 };

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: EmbeddedLimits,
    now: number,
  ) {
    this.lastActivityAt = now;
  }

  /** Sends a serialised message. A connection that does not take what it is sent is ended: it would fill the memory. */
  send(frame: Buffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    if (this.socket.bufferedAmount > this.limits.maxBufferedBytes) {
      this.terminate();
      return;
    }
    this.socket.send(frame, { binary: false });
  }

  sendError(code: PusherCode, message: string): void {
    this.send(encodeMessage({ event: 'pusher:error', data: { code, message } }));
  }

  /** Says why, then closes in order. */
  close(code: PusherCode, message: string): void {
    this.sendError(code, message);
    this.socket.close(code, message);
  }

  /** Ends the connection at once, without a farewell. */
  terminate(): void {
    this.socket.terminate();
  }

  heard(now: number): void {
    this.lastActivityAt = now;
    this.isPinged = false;
  }

  /** Counts one client event. @returns false when there were too many in this second */
  takeClientEvent(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#clientEvents.second) this.#clientEvents = { second, count: 0 };
    this.#clientEvents.count += 1;
    return this.#clientEvents.count <= this.limits.maxClientEventsPerSecond;
  }
}
