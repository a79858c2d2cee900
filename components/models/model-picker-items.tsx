'use client';

import { useModels } from '@/lib/client';
import { Menu, MenuChoice, MenuChoices, MenuHeading } from '../ui/menu';
import type { OnDemandMenuProps } from '../ui/menu-on-demand';
import { describeAbilities, nameOfModel } from './model-name';
import type { ModelPickerProps } from './model-picker';

export default function ModelPickerItems({
  value,
  onChange,
  trigger,
  openAtOnce,
}: OnDemandMenuProps<ModelPickerProps>) {
  const { models } = useModels();
  return (
    <Menu trigger={trigger} openAtOnce={openAtOnce} side="top" label="Model" width="wide">
      <MenuHeading>Who answers</MenuHeading>
      <MenuChoices value={value} onChange={onChange}>
        {models.map((model) => (
          <MenuChoice key={model.id} value={model.id}>
            <span className="block text-body font-medium">{nameOfModel(model)}</span>
            {model.description ? (
              <span className="block text-caption text-muted">{model.description}</span>
            ) : null}
            <span className="block text-caption text-faint">{describeAbilities(model)}</span>
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
