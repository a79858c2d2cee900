'use client';

import { CircleAlert, EyeOff, Hourglass, ShieldAlert, ShieldEllipsis } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { ProgressRing } from '../ui/progress-ring';
import { Spinner } from '../ui/spinner';
import { type AssetState, nameOfAsset, sayState, stateOfAsset } from './describe-asset';
import { TryAgain } from './try-again';

const goneIcons = { harmful: ShieldAlert, expired: Hourglass, off: EyeOff };

/** The sign of a state: a ring while something is under way, an icon for what keeps an asset from being shown. */
export function StateSign({ state, name }: { state: AssetState; name: string }) {
  if (state.kind === 'uploading' || state.kind === 'working') {
    const label = state.kind === 'uploading' ? `Uploading ${name}` : `Preparing ${name}`;
    return state.progress === null ? <Spinner /> : <ProgressRing value={state.progress} label={label} />;
  }
  if (state.kind === 'waiting') return <ShieldEllipsis className="size-5" />;
  const Icon = state.kind === 'gone' ? goneIcons[state.why] : CircleAlert;
  return <Icon className="size-5" />;
}

/** What stands in the frame of a picture or a film in its stead, in the middle of it. */
export default function FrameNote({ asset, over }: { asset: Asset; over?: boolean }) {
  const state = stateOfAsset(asset);
  const failed = state.kind === 'failed';
  // In a small frame the button is sign enough.
  const retries = failed && state.retryable;
  return (
    <div
      className={classNames(
        'absolute inset-0 flex flex-col items-center justify-center gap-2 p-3 text-center text-caption',
        over ? 'bg-stage/60 text-stage-ink' : 'bg-bubble text-muted',
      )}
    >
      {retries ? null : <StateSign state={state} name={nameOfAsset(asset)} />}
      <p className="line-clamp-3 max-w-64 shrink-0 text-balance" role={failed ? undefined : 'status'}>
        {sayState(state)}
      </p>
      {retries ? <TryAgain asset={asset} /> : null}
    </div>
  );
}
