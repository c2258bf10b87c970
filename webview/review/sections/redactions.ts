import { checkbox, type Control } from '../../controls';
import { element } from '../../element';
import { createSection, lineButton, type SectionView, type Send } from './section';

/** What was found that should not be read by others, span by span. */
export function createRedactions(send: Send): SectionView<'redactions'> {
  const boxes = new Map<string, Control<boolean>>();
  return createSection('Left out', {
    key: ({ redactions }) => redactions.map(({ id, what, excerpt, line }) => [id, what, excerpt, line]),
    build: ({ redactions }) => {
      boxes.clear();
      const items = redactions.map(({ id, what, excerpt, line, applied }) => {
        const box = checkbox(`${what}: ${excerpt}`, applied, (value) =>
          send({ type: 'redact', id, applied: value }),
        );
        boxes.set(id, box);
        return element('li', '', box.node, ...(line === null ? [] : [lineButton(line, send)]));
      });
      return items.length > 0 ? [element('ul', 'plain', ...items)] : [];
    },
    sync: ({ redactions }) => redactions.forEach(({ id, applied }) => boxes.get(id)?.set(applied)),
  });
}
