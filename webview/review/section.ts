import type { ReviewModel } from '../../src/protocol';
import { element } from '../element';

/** A part of the page with a heading; hidden while it has nothing to say. */
export interface Section {
  readonly node: HTMLElement;
  show(model: ReviewModel): void;
}

/**
 * Builds its content anew only when what `key` picks from the model has changed, so that a control keeps the focus
 * while its own answer comes back; `sync` then brings the controls' values up to date.
 */
export function createSection(
  title: string,
  parts: {
    readonly key: (model: ReviewModel) => unknown;
    readonly build: (model: ReviewModel) => readonly Node[];
    readonly sync?: (model: ReviewModel) => void;
  },
): Section {
  const content = element('div', 'content');
  const node = element('section', 'part', element('h2', '', title), content);
  let built = '';
  return {
    node,
    show: (model) => {
      const key = JSON.stringify(parts.key(model));
      if (key !== built) {
        built = key;
        const hadFocus = content.contains(document.activeElement);
        const children = parts.build(model);
        content.replaceChildren(...children);
        node.hidden = children.length === 0;
        if (hadFocus)
          content.querySelector<HTMLElement>('vscode-radio-group, vscode-checkbox, button')?.focus();
      }
      parts.sync?.(model);
    },
  };
}
