import { Download } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { nameOfAsset } from './describe-asset';

/** Takes the asset's own bytes along. */
export function DownloadLink({ asset, look = 'quiet' }: { asset: Asset; look?: 'quiet' | 'stage' }) {
  return (
    <a
      href={asset.url}
      download={asset.filename ?? true}
      aria-label={`Download ${nameOfAsset(asset)}`}
      data-tooltip="Download"
      className={classNames(
        'grid shrink-0 place-items-center rounded-small transition-colors pointer-coarse:size-11',
        look === 'stage'
          ? 'size-9 text-stage-ink hover:bg-stage-hover'
          : 'size-8 text-muted hover:bg-hover hover:text-ink active:bg-pressed',
      )}
    >
      <Download className={look === 'stage' ? 'size-5' : 'size-4'} />
    </a>
  );
}
