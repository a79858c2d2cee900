import type { MessageStatus } from '@/lib/contracts';
import { DONE_FRAME, framesAfter, toUnnumberedFrame } from './frame';
import { getLiveRun } from './registry';
import { readFrames } from './store';

/** Keeps proxies and phones from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;
/** A run held by another process is read from its log at the pace it is saved. */
const POLL_MS = 200;
/** A reader this far behind is let go; it resumes from its last number. */
const MAX_BUFFERED_BYTES = 8_000_000;

const encoder = new TextEncoder();

export type RunReader = {
  ownerId: string;
  runId: string;
  /** Number of the last frame the reader has; 0 for none. */
  after: number;
  /** Sent before the log, unnumbered. */
  preamble?: object;
  /** The run's state in the database, asked when this process does not hold the run. */
  readStatus(): Promise<{ status: MessageStatus; open: boolean; error: string | null } | null>;
};

/**
 * The SSE body of a run: what the reader missed at once, then what comes, then `[DONE]`. Leaving it stops
 * nothing. The caller has checked that the run is the owner's.
 */
export function streamRun(reader: RunReader): ReadableStream<Uint8Array> {
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const beat = setInterval(() => push(encoder.encode(': \n\n')), HEARTBEAT_MS);
        let open = true;
        let unfollow = () => {};
        leave = () => {
          open = false;
          clearInterval(beat);
          unfollow();
        };
        const close = () => {
          if (!open) return;
          leave();
          // What is buffered still goes out.
          controller.close();
        };
        const push = (bytes: Uint8Array) => {
          if (!open) return;
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 0) < -MAX_BUFFERED_BYTES) close();
        };
        const end = () => {
          push(encoder.encode(DONE_FRAME));
          close();
        };
        if (reader.preamble) push(encoder.encode(toUnnumberedFrame(reader.preamble)));
        const live = getLiveRun(reader.runId);
        if (live && live.ownerId === reader.ownerId) {
          unfollow = live.follow(reader.after, { push, end });
          // A replay alone may have been too much.
          if (!open) unfollow();
          return;
        }
        void followStored(reader, push, () => open)
          .then(end)
          .catch(close);
      },
      cancel() {
        leave();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64_000 }),
  );
}

async function followStored(
  reader: RunReader,
  push: (bytes: Uint8Array) => void,
  isOpen: () => boolean,
): Promise<void> {
  let after = reader.after;
  let finished = false;
  while (isOpen()) {
    // Status first: frames saved before the run closed are then certainly in the read that follows.
    const state = await reader.readStatus();
    const stored = await readFrames(reader.ownerId, reader.runId, after);
    if (stored) {
      push(encoder.encode(framesAfter(stored.frames, after)));
      after = stored.seqTo;
      finished = stored.frames.includes('"type":"finish"');
    }
    if (finished || !state) return;
    if (!state.open) {
      // The holder died before it could say so itself.
      if (state.error) push(encoder.encode(toUnnumberedFrame({ type: 'error', errorText: state.error })));
      push(encoder.encode(toUnnumberedFrame({ type: 'finish', messageMetadata: { status: state.status } })));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
