'use client';

import { Notice } from '../../ui/notice';
import { Switch } from '../../ui/switch';
import { problemOf } from './save-note';
import { usePreference } from './use-preference';

/** Whether conversations get covers by themselves, and whether films play behind them. */
export function Scenery({ coversByDefault }: { coversByDefault: boolean }) {
  const covers = usePreference('automatic_covers');
  const backgrounds = usePreference('show_backgrounds');
  const problem = problemOf(covers.state) ?? problemOf(backgrounds.state);
  return (
    <div className="flex flex-col">
      <Switch
        label="Covers for new conversations"
        hint="A small picture is drawn after the first answer. This may cost a little."
        checked={covers.value ?? coversByDefault}
        onChange={(on) => void covers.save(on)}
      />
      <Switch
        label="Films behind conversations"
        hint="Where you made a background. They rest on metered connections and where motion is reduced."
        checked={backgrounds.value ?? true}
        onChange={(on) => void backgrounds.save(on)}
      />
      {problem ? (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      ) : null}
    </div>
  );
}
