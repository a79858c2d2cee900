import type { Asset } from '@/lib/contracts';

/** Names given by recorders and messengers: they say when, not what. */
const voiceNames = /^(voice|recording|audio message|new recording|ptt|aud)([\s_-]|\d|\.|$)/i;

/** A recording of somebody speaking into a device, as opposed to a file of sound that has a name of its own. */
export function isVoiceNote(asset: Asset): boolean {
  if (asset.type !== 'audio') return false;
  return asset.source === 'generated' || asset.filename === null || voiceNames.test(asset.filename);
}
