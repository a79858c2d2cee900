import type { MicrophoneProblem } from './microphone-problem';

/** What providers and the server take as one recording. */
export const MAX_RECORDING_MS = 300_000;
/** From here on the person is told how much is left. */
export const COUNTDOWN_MS = 10_000;

export type RecorderState = {
  phase: 'asking' | 'recording' | 'paused' | 'stopped' | 'failed';
  /** What was recorded until the last pause. */
  heardMs: number;
  /** Since when it records now, on the recorder's clock; null while it does not. */
  sinceMs: number | null;
  /** Why it paused or stopped by itself. */
  why: 'limit' | 'interrupted' | 'microphone-lost' | null;
  /** With the phase `failed`. */
  problem: MicrophoneProblem | null;
};

export type RecorderEvent =
  | { type: 'granted' | 'resumed'; atMs: number }
  | { type: 'paused'; atMs: number; why?: 'interrupted' }
  | { type: 'stopped'; atMs: number; why?: 'limit' | 'microphone-lost' }
  | { type: 'refused'; problem: MicrophoneProblem };

export const startState: RecorderState = {
  phase: 'asking',
  heardMs: 0,
  sinceMs: null,
  why: null,
  problem: null,
};

/** The next state. An event that does not fit the phase changes nothing. */
export function stepRecorder(state: RecorderState, event: RecorderEvent): RecorderState {
  const { phase } = state;
  switch (event.type) {
    case 'granted':
      return phase === 'asking' ? { ...state, phase: 'recording', sinceMs: event.atMs } : state;
    case 'refused':
      return phase === 'asking' ? { ...state, phase: 'failed', problem: event.problem } : state;
    case 'paused':
      return phase === 'recording'
        ? { ...rest(state, event.atMs), phase: 'paused', why: event.why ?? null }
        : state;
    case 'resumed':
      return phase === 'paused' ? { ...state, phase: 'recording', sinceMs: event.atMs, why: null } : state;
    case 'stopped':
      return phase === 'recording' || phase === 'paused'
        ? { ...rest(state, event.atMs), phase: 'stopped', why: event.why ?? null }
        : state;
  }
}

/** How much has been recorded, in milliseconds, at most what one recording may hold. */
export function elapsedMs(state: RecorderState, nowMs: number): number {
  const running = state.sinceMs === null ? 0 : Math.max(0, nowMs - state.sinceMs);
  return Math.min(MAX_RECORDING_MS, state.heardMs + running);
}

export function isFull(state: RecorderState, nowMs: number): boolean {
  return state.phase === 'recording' && elapsedMs(state, nowMs) >= MAX_RECORDING_MS;
}

function rest(state: RecorderState, atMs: number): RecorderState {
  return { ...state, heardMs: elapsedMs(state, atMs), sinceMs: null };
}
