import type { Model } from '@/lib/contracts';
import { env } from '@/lib/platform/env';

/** A model that answers with nothing but media, while ENABLE_MEDIA_RESPONSES=false lets none be kept. */
export const canOnlyDrawInVain = ({ output }: Pick<Model, 'output'>): boolean =>
  !output.text && !env().ENABLE_MEDIA_RESPONSES;
