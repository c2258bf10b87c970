import type { Node } from 'yaml';
import { usualResponse } from './answer';
import type { Read } from './hours';
import type { ResponseHours } from './model';
import type { Tree } from './tree';
import { textAt } from './week';

/** Reads `response`: `8 h` (when it is not urgent), or `{ normal: 24 h, urgent: 2 h }`. */
export function responseAt(tree: Tree, node: Node | null): ResponseHours | null {
  const entries = tree.entries(node);
  const expected = 'a number of hours such as 8 h';
  if (!entries) {
    const normal = textAt(tree, node, readResponseHours, expected);
    return normal === null ? null : { normal, urgent: Math.min(normal, usualResponse.urgent) };
  }
  const found: { normal?: number; urgent?: number } = {};
  for (const { key, keyNode, value } of entries) {
    if (key !== 'normal' && key !== 'urgent') {
      tree.wrong(
        keyNode,
        `"${key.slice(0, 40)}" is not a kind of response. Write normal and urgent.`,
        'warning',
      );
      continue;
    }
    const hours = textAt(tree, value, readResponseHours, expected, keyNode);
    if (hours !== null) found[key] = hours;
  }
  const normal = found.normal ?? usualResponse.normal;
  return { normal, urgent: found.urgent ?? Math.min(normal, usualResponse.urgent) };
}

function readResponseHours(text: string): Read<number> {
  const hours = Number(/^(\d{1,3}(?:\.\d{1,2})?) ?h?$/.exec(text)?.[1] ?? 0);
  return hours > 0
    ? { value: hours }
    : { wrong: `"${text.slice(0, 40)}" is not a number of hours. Write it as 8 h.` };
}
