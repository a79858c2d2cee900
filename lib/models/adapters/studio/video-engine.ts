import type { VideoEngine } from '../../ports';
import { planClip, readOperation } from './clip/operation';
import { renderClip } from './clip/render-clip';

/** Makes short clips by rule, in the process that asks for them: it takes a few seconds. */
export const videoEngine: VideoEngine = {
  async start(call) {
    call.signal.throwIfAborted();
    return { operation: await planClip(call) };
  },
  async poll({ operation, signal }) {
    const clip = readOperation(operation);
    const bytes = await renderClip(clip, signal);
    return {
      status: 'done',
      mediaType: 'video/webm',
      body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
      usage: { seconds: clip.seconds },
    };
  },
};
