import { problemOf } from './microphone-problem';
import { chooseRecordingType } from './recording-type';

/** Speech in Opus is clear from 32 kbit/s on; five minutes stay under 2 MB. */
const BITS_PER_SECOND = 48_000;
/** What a crash may cost at most. */
const PIECE_MS = 1_000;
/** About 43 ms at 48 kHz: the stretch between two looks at the loudness. */
const WINDOW_SAMPLES = 2_048;
/** Some devices begin muted for a moment; a call that takes the microphone lasts longer. */
const MUTED_MS = 1_000;

/** A microphone that is being listened to. */
export type Microphone = {
  /** The type of the pieces, as the browser names it. */
  readonly type: string;
  /** Begins to record and resolves when it does; pieces come in order, about once a second. */
  start(listener: MicrophoneListener): Promise<void>;
  pause(): void;
  resume(): void;
  /** Hands over what has been recorded since the last piece. */
  flush(): void;
  /** Ends the recording; resolves after its last piece. */
  stop(): Promise<void>;
  /** The loudness (RMS) now, from 0 to 1. */
  level(): number;
  /** Lets the device go. */
  close(): void;
};

export type MicrophoneListener = {
  onPiece(piece: Blob): void;
  /** The device went away, or the browser took it. */
  onLost(): void;
  /** It delivers silence for now: a call came in. */
  onInterrupted(): void;
};

/** Asks for the microphone. Throws a MicrophoneProblem, or the browser's own error. */
export async function openMicrophone(): Promise<Microphone> {
  if (!window.isSecureContext) throw problemOf('insecure');
  if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === 'undefined')
    throw problemOf('unsupported');
  // Made before the question, while this still counts as the answer to a press.
  const context = new AudioContext();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
    void context.resume().catch(() => {});
    return listenTo(stream, context);
  } catch (error) {
    void context.close();
    throw error;
  }
}

function listenTo(stream: MediaStream, context: AudioContext): Microphone {
  const mimeType = chooseRecordingType((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  const readLevel = measureLevel(stream, context);
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') void context.close();
  };
  return {
    get type() {
      return recorder.mimeType || mimeType || 'audio/webm';
    },
    start(listener) {
      recorder.ondataavailable = ({ data }) => data.size > 0 && listener.onPiece(data);
      recorder.onerror = () => listener.onLost();
      for (const track of stream.getAudioTracks()) watchTrack(track, listener);
      const begun = new Promise<void>((resolve) => {
        recorder.onstart = () => resolve();
      });
      recorder.start(PIECE_MS);
      return begun;
    },
    pause: () => recorder.state === 'recording' && recorder.pause(),
    resume: () => recorder.state === 'paused' && recorder.resume(),
    flush: () => recorder.state !== 'inactive' && recorder.requestData(),
    stop: () =>
      new Promise((resolve) => {
        if (recorder.state === 'inactive') return resolve();
        recorder.addEventListener('stop', () => resolve(), { once: true });
        recorder.stop();
      }),
    level: readLevel,
    close: letGo,
  };
}

function watchTrack(track: MediaStreamTrack, listener: MicrophoneListener): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  track.addEventListener('ended', () => listener.onLost());
  track.addEventListener('mute', () => {
    timer = setTimeout(() => listener.onInterrupted(), MUTED_MS);
  });
  track.addEventListener('unmute', () => clearTimeout(timer));
}

/** The loudness (RMS) of the moment. */
function measureLevel(stream: MediaStream, context: AudioContext): () => number {
  const analyser = context.createAnalyser();
  analyser.fftSize = WINDOW_SAMPLES;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(WINDOW_SAMPLES);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    let squares = 0;
    for (const sample of samples) squares += sample * sample;
    return Math.sqrt(squares / samples.length);
  };
}
