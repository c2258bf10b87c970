import { checkbox, type Control } from '../../controls';
import { createSection, type SectionView, type Send } from './section';

/** What needs the author's yes. */
export function createConsents(send: Send): SectionView<'consents'> {
  const boxes = new Map<string, Control<boolean>>();
  return createSection('Your yes', {
    key: ({ consents }) => consents.map(({ id, text, required }) => [id, text, required]),
    build: ({ consents }) => {
      boxes.clear();
      return consents.map(({ id, text, given, required }) => {
        const box = checkbox(required ? `${text} (needed)` : text, given, (value) =>
          send({ type: 'consent', id, given: value }),
        );
        boxes.set(id, box);
        return box.node;
      });
    },
    sync: ({ consents }) => consents.forEach(({ id, given }) => boxes.get(id)?.set(given)),
  });
}
