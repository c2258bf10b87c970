import type { ReviewFromWebview, ReviewSection } from '../../../src/protocol';
import { linkButton } from '../../controls';
import { element } from '../../element';

export type Send = (message: ReviewFromWebview) => void;

/** A part of the page with a heading; hidden while the model has no such section, or it has nothing to say. */
export interface SectionView<Kind extends ReviewSection['kind'] = ReviewSection['kind']> {
  readonly node: HTMLElement;
  show(section: Extract<ReviewSection, { kind: Kind }> | null): void;
}

/**
 * Builds its content anew only when what `key` picks from the section has changed, so that a control keeps the focus
 * while its own answer comes back; `sync` then brings the controls' values up to date.
 */
export function createSection<Kind extends ReviewSection['kind']>(
  title: string,
  parts: {
    readonly key: (section: Extract<ReviewSection, { kind: Kind }>) => unknown;
    readonly build: (section: Extract<ReviewSection, { kind: Kind }>) => readonly Node[];
    readonly sync?: (section: Extract<ReviewSection, { kind: Kind }>) => void;
  },
): SectionView<Kind> {
  const content = element('div', 'content');
  const node = element('section', 'part', element('h2', '', title), content);
  let built = '';
  return {
    node,
    show: (section) => {
      const key = section ? JSON.stringify(parts.key(section)) : '';
      if (key !== built) {
        built = key;
        const hadFocus = content.contains(document.activeElement);
        const children = section ? parts.build(section) : [];
        content.replaceChildren(...children);
        if (hadFocus)
          content
            .querySelector<HTMLElement>('vscode-radio-group, vscode-checkbox, vscode-text-field, button')
            ?.focus();
      }
      node.hidden = content.childNodes.length === 0;
      if (section) parts.sync?.(section);
    },
  };
}

/** A button that leads to a line of the document. */
export function lineButton(line: number, send: Send): HTMLElement {
  const made = linkButton(`Line ${line}`, () => send({ type: 'goTo', line }));
  made.classList.add('line');
  return made;
}
