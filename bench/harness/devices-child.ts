import { once } from 'node:events';
import { WebSocket } from 'ws';
import { signChannel } from '@/lib/realtime/signature';
import { answerParent } from './answer-parent.mjs';
import { percentile } from './statistics';

export type PusherDevices = { url: string; devices: number; key: string; secret: string; channel: string };
export type BareDevices = { url: string; devices: number };

/** When the event under way arrived at each device, on the clock that all processes of a machine share. */
let arrivals: bigint[] = [];
let onArrival = () => {};

/** A process full of devices, all of which get every event. One event is under way at a time. */
answerParent({
  connectBare: async ({ url, devices }: BareDevices) => {
    for (let i = 0; i < devices; i++) listen(await open(url));
  },
  connectPusher: async ({ url, devices, ...channel }: PusherDevices) => {
    for (let i = 0; i < devices; i++) listen(await subscribe(new WebSocket(url), channel));
  },
  /** Waits until so many devices have the event sent at that time. Returns the 95th percentile in milliseconds. */
  awaitEvent: async ({ sentAt, devices }: { sentAt: string; devices: number }) => {
    await new Promise<void>((resolve) => {
      onArrival = () => {
        if (arrivals.length >= devices) resolve();
      };
      onArrival();
    });
    const delays = arrivals.map((at) => Number(at - BigInt(sentAt)) / 1e6);
    arrivals = [];
    onArrival = () => {};
    return percentile(delays, 0.95);
  },
});

function listen(socket: WebSocket): void {
  socket.on('message', () => {
    arrivals.push(process.hrtime.bigint());
    onArrival();
  });
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  return socket;
}

async function subscribe(
  socket: WebSocket,
  { channel, ...credentials }: { key: string; secret: string; channel: string },
): Promise<WebSocket> {
  const [greeting] = await once(socket, 'message');
  const { socket_id: socketId } = JSON.parse(JSON.parse(String(greeting)).data);
  const auth = signChannel(credentials, { socketId, channel });
  socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, auth } }));
  await once(socket, 'message');
  return socket;
}
