import { WebSocket } from 'ws';
import { signChannel } from '@/lib/realtime/signature';
import { credentials } from './realtime-server';

export type PusherMessage = { event: string; channel?: string; data: unknown; user_id?: string };

/** A bare client of the Pusher protocol: sees every message as it is on the wire. */
export class PusherSocket {
  readonly messages: PusherMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  socketId = '';
  #waiting: (() => void)[] = [];

  constructor(port: number, path = `/app/${credentials.key}?protocol=7&client=test&version=1`) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as PusherMessage;
      message.data = readData(message.data);
      this.messages.push(message);
      for (const check of this.#waiting) check();
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  static async connect(port: number): Promise<PusherSocket> {
    const client = new PusherSocket(port);
    const { data } = await client.next('pusher:connection_established');
    client.socketId = (data as { socket_id: string }).socket_id;
    return client;
  }

  /** The first message of this event, also one that came before, taken out of the list. */
  next(event: string, timeoutMs = 3000): Promise<PusherMessage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`No ${event} came; there is ${JSON.stringify(this.messages)}`));
      }, timeoutMs);
      const check = () => {
        const index = this.messages.findIndex((message) => message.event === event);
        if (index < 0) return;
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((other) => other !== check);
        resolve(this.messages.splice(index, 1)[0] as PusherMessage);
      };
      this.#waiting.push(check);
      check();
    });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendSubscribe(channel: string, member?: unknown): void {
    const channelData = member === undefined ? undefined : JSON.stringify(member);
    const auth = signChannel(credentials, { socketId: this.socketId, channel, channelData });
    this.send({ event: 'pusher:subscribe', data: { channel, auth, channel_data: channelData } });
  }

  async subscribe(channel: string, member?: unknown): Promise<PusherMessage> {
    this.sendSubscribe(channel, member);
    return this.next('pusher_internal:subscription_succeeded');
  }

  /** Resolves when the server has handled all that was sent before. */
  async settle(): Promise<void> {
    this.send({ event: 'pusher:ping', data: {} });
    await this.next('pusher:pong');
  }

  close(): void {
    this.socket.close();
  }
}

/** As pusher-js: a text that is no JSON stays what it is. */
function readData(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
