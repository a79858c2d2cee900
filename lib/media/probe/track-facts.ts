/** What was found in a file with sound or film. Sizes as people see them. */
export type TrackFacts = {
  /** Null: there is none that could be played. */
  film: { codec: string | null; width: number | null; height: number | null } | null;
  sound: { codec: string | null } | null;
  /** Of what is really there, which may be less than the file says; null when it cannot be told without decoding. */
  seconds: number | null;
  /**
   * Why a track cannot be played: locked by who sold it, coded in a way that hardly anything plays, or the file is not
   * what it began like.
   */
  obstacle: 'protection' | 'codec' | 'damage' | null;
};

/** It is what it says, and there is nothing to play in it. */
export const nothingPlayable: TrackFacts = { film: null, sound: null, seconds: null, obstacle: null };

/** It is not what it began like, or not any more. */
export const unreadable: TrackFacts = { ...nothingPlayable, obstacle: 'damage' };

export const soundOnly = (codec: string | null, seconds: number | null): TrackFacts => ({
  ...nothingPlayable,
  sound: { codec },
  seconds,
});
