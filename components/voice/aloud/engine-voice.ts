import { awaitJob, decide, readAsset, startSpeech } from '@/lib/client/places';
import type { Asset, Job } from '@/lib/contracts';
import { type Sound, soundPlayer } from '../../media/audio/sound-player';
import { playableUrl } from '../../media/describe-asset';

export type EngineReading = {
  messageId: string;
  voice: string;
  signal: AbortSignal;
  onProgress(part: number): void;
  onPlaying(): void;
  /** The message is longer than what is read. */
  onCut(): void;
  /** Resolves to whether the person wants it at that price. */
  onAsked(job: Job): Promise<boolean>;
};

/** Has an engine read, and plays it. Resolves at the end, when it is stopped or not wanted; throws when it failed. */
export async function readWithEngine(reading: EngineReading): Promise<void> {
  const { messageId, voice, signal } = reading;
  const { job, asset, is_cut } = await startSpeech(messageId, voice, signal);
  const spoken = asset ?? (await wait(job, reading));
  if (!spoken || signal.aborted) return;
  if (is_cut) reading.onCut();
  await play(spoken, reading);
}

async function wait(job: Job, { signal, onAsked }: EngineReading): Promise<Asset | null> {
  const first = await awaitJob(job, signal);
  let ended = first;
  if (first.status === 'awaiting_consent') {
    const wanted = await onAsked(first);
    await decide(first.id, wanted ? 'approve' : 'deny');
    if (!wanted) return null;
    ended = await awaitJob({ ...first, status: 'queued' }, signal);
  }
  const [assetId] = ended.asset_ids;
  if (ended.status !== 'complete' || !assetId) throw new Error(ended.error?.message ?? ended.status);
  return readAsset(assetId, signal);
}

/** With the player of recordings: it pauses others, keeps the speed, and is on the lock screen. */
function play(asset: Asset, { signal, onProgress, onPlaying }: EngineReading): Promise<void> {
  const sound: Sound = {
    ...{ id: asset.id, url: playableUrl(asset), title: 'Answer, read aloud', artwork: null },
    durationMs: asset.duration_ms,
  };
  return new Promise((resolve, reject) => {
    let began = false;
    const end = (finish: () => void) => {
      unsubscribe();
      signal.removeEventListener('abort', stop);
      finish();
    };
    const stop = () => {
      soundPlayer.pause();
      end(resolve);
    };
    const unsubscribe = soundPlayer.subscribe(() => {
      const { status, timeMs, fileDurationMs } = soundPlayer.stateOf(asset.id);
      const whole = asset.duration_ms ?? fileDurationMs;
      if (status === 'playing') {
        began = true;
        onPlaying();
        if (whole) onProgress(Math.min(1, timeMs / whole));
      } else if (status === 'failed') end(() => reject(new Error('cannot be played')));
      else if (status === 'paused' && began) end(resolve);
    });
    signal.addEventListener('abort', stop);
    soundPlayer.seek(sound, 0);
    soundPlayer.play(sound);
  });
}
