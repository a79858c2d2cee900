import { personChannel, THIN_EVENT_NAME } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import type { Bench } from '../harness/bench';
import { startChild } from '../harness/child';
import { count, megabytes, microseconds, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { measurePairs } from '../harness/measure-pairs';
import { startBare, startEmbedded, toFrame } from '../harness/realtime-servers';
import { readUsage } from '../harness/usage';

const DEVICES = 200;
const EVENTS = 300;
const WARM_UP = 50;
const credentials = { appId: 'bench', key: 'bench-key', secret: 'bench-secret' };

export const fanOut: BenchCase<Bench> = {
  name: 'fan-out',
  title: `One event to ${DEVICES} devices (the embedded server; the devices are in another process)`,
  async run() {
    const channel = personChannel(newId());
    const [ours, bare] = [await startEmbedded(credentials), await startBare()];
    const devices = startChild(['--import', 'tsx', 'bench/harness/devices-child.ts']);
    try {
      await devices.ask('connectPusher', { url: ours.url, devices: DEVICES, channel, ...credentials });
      await devices.ask('connectBare', { url: bare.url, devices: DEVICES });
      const send = (deliver: () => void) => {
        const sentAt = String(process.hrtime.bigint());
        deliver();
        return devices.ask<number>('awaitEvent', { sentAt, devices: DEVICES });
      };
      let serialisations = 0;
      const event = countingEvent(() => {
        serialisations += 1;
      });
      // What our server sends, to the byte.
      const frame = toFrame(JSON.stringify({ event: THIN_EVENT_NAME, channel, data: JSON.stringify(event) }));
      serialisations = 0;
      const pairs = await measurePairs({
        subject: () => send(() => ours.embedded.publish({ channel, event: THIN_EVENT_NAME, data: event })),
        baseline: () => send(() => bare.sendToAll(frame)),
        pairs: EVENTS,
        warmUp: WARM_UP,
      });
      return [
        {
          title: 'p95 of the delivery of an event ÷ one framed buffer written to bare `ws` sockets',
          value: pairs.ratio,
          unit: '×',
          target: 1.5,
          beside: [
            milliseconds('embedded', pairs.subject.ms),
            milliseconds('bare', pairs.baseline.ms),
            microseconds('CPU per delivery embedded', pairs.subject.cpuUs / DEVICES),
            microseconds('bare', pairs.baseline.cpuUs / DEVICES),
            megabytes('RSS', readUsage().rssBytes),
          ],
        },
        {
          title: 'serialisations per event',
          value: serialisations / (EVENTS + WARM_UP),
          unit: '',
          target: 1,
          beside: [count('events', EVENTS + WARM_UP)],
        },
      ];
    } finally {
      await devices.stop();
      await ours.close();
      await bare.close();
    }
  },
};

/** A thin event that tells when it is turned into JSON. */
function countingEvent(onSerialise: () => void): object {
  const fields = {
    conversation_id: newId(),
    seq: 4711,
    type: 'message.created',
    message_id: newId(),
    run_id: newId(),
    origin: newId(),
  };
  return {
    toJSON() {
      onSerialise();
      return fields;
    },
  };
}
