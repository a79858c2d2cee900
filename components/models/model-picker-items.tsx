'use client';

import { useModels } from '@/lib/client';
import { Menu, MenuChoice, MenuChoices, MenuHeading } from '../ui/menu';
import type { OnDemandMenuProps } from '../ui/menu-on-demand';
import { groupModels } from './group-models';
import type { ModelPickerProps } from './model-picker';
import { ModelRow } from './model-row';
import { ModelSearch } from './model-search';

/** More than these are found by their names rather than looked through. */
const MAX_LISTED = 8;

export default function ModelPickerItems(picker: OnDemandMenuProps<ModelPickerProps>) {
  const { models } = useModels();
  if (models.length > MAX_LISTED) return <ModelSearch {...picker} models={models} />;
  const { value, onChange, trigger, openAtOnce } = picker;
  return (
    <Menu trigger={trigger} openAtOnce={openAtOnce} side="top" label="Model" width="wide">
      <MenuChoices value={value} onChange={onChange}>
        {groupModels(models).map((group) => (
          <div key={group.provider}>
            <MenuHeading>{group.name}</MenuHeading>
            {group.models.map((model) => (
              <MenuChoice key={model.id} value={model.id}>
                <ModelRow model={model} />
              </MenuChoice>
            ))}
          </div>
        ))}
      </MenuChoices>
    </Menu>
  );
}
