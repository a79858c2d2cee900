type Playing = { pause(): void };

let playing: Playing | null = null;

/** Called by whatever starts to be heard: what was heard before is paused. */
export function takeTheFloor(next: Playing): void {
  if (playing !== next) playing?.pause();
  playing = next;
}

/** Pauses whatever is heard, as a recording must before it begins. */
export function pausePlaying(): void {
  playing?.pause();
}
