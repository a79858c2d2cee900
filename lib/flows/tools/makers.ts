import {
  chooseMaker,
  costOf,
  listMakers,
  makeImages,
  pollVideo,
  quoteMaker,
  searchWeb,
  speakText,
  startVideo,
  trailOf,
} from '@/lib/models';

const configured = {
  chooseMaker,
  costOf,
  listMakers,
  makeImages,
  pollVideo,
  quoteMaker,
  searchWeb,
  speakText,
  startVideo,
  trailOf,
};

/** What jobs ask of the models. */
export type Makers = typeof configured;

let current: Makers = configured;

export const makers = (): Makers => current;

/** Lets tests make things by a script; undefined brings back what is configured. */
export function useMakers(scripted: Makers | undefined): void {
  current = scripted ?? configured;
}
