import type { Model } from '@/lib/contracts';
import { describeAbilities, nameOfModel, sayTokenPrice, tierNames } from './model-name';

/** A model in the list of those that can answer: its name and tier, what it takes, and what it costs. */
export function ModelRow({ model }: { model: Model }) {
  const price = sayTokenPrice(model.price);
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate text-body font-medium">{nameOfModel(model)}</span>
        {model.tier ? <span className="text-caption text-muted">{tierNames[model.tier]}</span> : null}
      </span>
      {model.description ? <span className="block text-caption text-muted">{model.description}</span> : null}
      <span className="block text-caption text-faint">{describeAbilities(model)}</span>
      {price ? <span className="block text-caption text-faint tabular-nums">{price}</span> : null}
    </>
  );
}
