import { common, createLowlight } from 'lowlight';
import type { ReactNode } from 'react';

const lowlight = createLowlight(common);

type Node = { type: string; value?: string; properties?: { className?: unknown }; children?: Node[] };

/** Code with its parts in `hljs-*` spans, as React elements; null for a language that is not known. */
export function highlightCode(code: string, language: string): ReactNode | null {
  const name = language.toLowerCase();
  if (!lowlight.registered(name)) return null;
  return toElements(lowlight.highlight(name, code).children as Node[]);
}

function toElements(nodes: Node[]): ReactNode {
  return nodes.map((node, index) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    const names = node.properties?.className;
    return (
      <span key={index} className={Array.isArray(names) ? names.join(' ') : undefined}>
        {toElements(node.children ?? [])}
      </span>
    );
  });
}
