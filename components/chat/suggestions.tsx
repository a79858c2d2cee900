import { ImagePlus, Lightbulb, PenLine, Table } from 'lucide-react';

const ideas = [
  { icon: ImagePlus, label: 'Draw a picture', text: 'Draw a picture of a lighthouse in the fog' },
  { icon: PenLine, label: 'Write something', text: 'Write a short thank-you note to ' },
  { icon: Lightbulb, label: 'Explain a thing', text: 'Explain in simple words how ' },
  { icon: Table, label: 'Compare', text: 'Make a table that compares ' },
];

/** A few beginnings, to be finished in the composer. */
export function Suggestions({ onChoose }: { onChoose(text: string): void }) {
  return (
    <ul aria-label="Suggestions" className="flex flex-wrap gap-2 pt-4">
      {ideas.map(({ icon: Icon, label, text }) => (
        <li key={label}>
          <button
            type="button"
            onClick={() => onChoose(text)}
            className="flex h-9 items-center gap-2 rounded-full border border-line px-3.5 text-caption text-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11"
          >
            <Icon className="size-4" />
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
