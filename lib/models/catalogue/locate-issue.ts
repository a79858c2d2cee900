import { type Document, isMap, isNode } from 'yaml';
import type { Issue } from './issues';

/** Where in the text a complaint belongs: at the name it is about, or at the nearest thing around it that is there. */
export function locateIssue(document: Document, issue: Issue): number {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return 0;
}

function offsetOf(document: Document, path: PropertyKey[]): number | undefined {
  const key = String(path.at(-1));
  const above = path.slice(0, -1);
  const parent = above.length === 0 ? document.contents : document.getIn(above, true);
  if (isMap(parent)) {
    const name = parent.items.map((item) => item.key).find((node) => isNode(node) && String(node) === key);
    return isNode(name) ? name.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
