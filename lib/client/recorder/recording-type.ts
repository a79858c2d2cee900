/**
 * Opus first, which every provider hears and which is smallest; Safari of today and yesterday records AAC. The file
 * is named by what it holds: a wrong ending is refused by transcribers.
 */
const types = [
  { asked: 'audio/webm;codecs=opus', ending: 'webm' },
  { asked: 'audio/ogg;codecs=opus', ending: 'ogg' },
  { asked: 'audio/mp4;codecs=mp4a.40.2', ending: 'm4a' },
  { asked: 'audio/mp4', ending: 'm4a' },
];

/** The best type this browser records; undefined lets it choose. */
export function chooseRecordingType(isSupported: (type: string) => boolean): string | undefined {
  return types.find(({ asked }) => isSupported(asked))?.asked;
}

/** The type without its parameters: `audio/webm`. */
export const bareType = (type: string): string => type.split(';', 1)[0]?.trim().toLowerCase() || 'audio/webm';

/** What the file of a recording is called: `Voice note 2026-11-20 16.38.webm`, in local time. */
export function nameRecording(type: string, startedAt: Date): string {
  const bare = bareType(type);
  const ending = types.find(({ asked }) => bareType(asked) === bare)?.ending ?? 'webm';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [startedAt.getFullYear(), two(startedAt.getMonth() + 1), two(startedAt.getDate())].join('-');
  return `Voice note ${day} ${two(startedAt.getHours())}.${two(startedAt.getMinutes())}.${ending}`;
}
