import type { Tool, ToolList } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';
import { tierNames } from '../../models/model-name';

type Choice = { value: string | number | null; label: string; note?: string | undefined };
export type Option = { name: string; label: string; choices: Choice[] };

const usual = (label: string): Choice => ({ value: null, label });
const plain = (values: string[]): Choice[] => values.map((value) => ({ value, label: value }));

/** What can be chosen for a tool, the few things people care about. */
export function optionsOf(tool: Tool, { styles, moods }: Pick<ToolList, 'styles' | 'moods'>): Option[] {
  const named = (rows: { id: string; name: string }[]): Choice[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const maker: Option = {
    name: 'model',
    label: 'Made by',
    choices: tool.models.map((model, index) => ({
      // The first is what this installation takes by itself, also after its administrator chose another.
      value: index === 0 ? null : model.id,
      label: model.name,
      note: [model.tier && tierNames[model.tier], priceOf(model.quote_micros)].filter(Boolean).join(' · '),
    })),
  };
  const looks: Option[] = [
    { name: 'style', label: 'Style', choices: [usual('None'), ...named(styles)] },
    { name: 'mood', label: 'Mood', choices: [usual('None'), ...named(moods)] },
  ];
  const all: Record<Tool['id'], Option[]> = {
    generate_image: [
      maker,
      {
        name: 'aspect_ratio',
        label: 'Shape',
        choices: [usual('Any'), ...plain(['1:1', '4:3', '3:4', '16:9', '9:16'])],
      },
      ...looks,
    ],
    edit_image: [maker, ...looks],
    generate_video: [
      maker,
      { name: 'aspect_ratio', label: 'Shape', choices: [usual('Any'), ...plain(['16:9', '9:16'])] },
      {
        name: 'duration_seconds',
        label: 'Length',
        choices: [usual('Any'), ...[4, 6, 8].map((value) => ({ value, label: `${value} s` }))],
      },
      ...looks,
    ],
    speak: [maker],
    make_file: [
      {
        name: 'format',
        label: 'Format',
        choices: [
          { value: 'pdf', label: 'PDF' },
          { value: 'csv', label: 'CSV' },
          { value: 'markdown', label: 'Markdown' },
        ],
      },
    ],
    search_web: [maker],
  };
  return all[tool.id].filter(({ choices }) => choices.length > 1);
}

/** What was chosen, at a glance: "16:9 · Nature". */
export function sayChosen(options: Option[], parameters: Record<string, unknown>): string {
  return options
    .flatMap(({ name, choices }) => {
      const value = parameters[name] ?? null;
      return value === null ? [] : [choices.find((choice) => choice.value === value)?.label ?? String(value)];
    })
    .join(' · ');
}

/** What one call costs with the chosen maker, in words; empty when nobody knows. */
export function sayPrice(tool: Tool, parameters: Record<string, unknown>): string {
  const wanted = tool.models.find(({ id }) => id === parameters.model) ?? tool.models[0];
  return wanted ? priceOf(wanted.quote_micros) : '';
}

function priceOf(micros: number | null): string {
  if (micros === null) return '';
  return micros === 0 ? 'Free' : `About ${formatMoney(micros)}`;
}
