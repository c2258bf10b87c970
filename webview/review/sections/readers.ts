import { linkButton } from '../../controls';
import { element } from '../../element';
import { createSection, type SectionView, type Send } from './section';

/** Who reads it: watchers get mail, and those mentioned may be asleep. */
export function createReaders(send: Send): SectionView<'readers'> {
  return createSection('Who gets it', {
    key: ({ watchers, mentions }) => [watchers, mentions],
    build: ({ watchers, mentions }) => {
      const lines = mentions.map(({ login, note, canAsk }) => {
        const press = () => send({ type: 'unmention', login });
        const plain =
          note === null
            ? []
            : [linkButton(canAsk ? 'Ask in the note instead' : 'Write the plain name', press)];
        for (const each of plain) each.setAttribute('aria-label', `${each.textContent}: ${login}`);
        return element(
          'li',
          '',
          element('strong', '', `@${login}`),
          ...(note === null ? [] : [element('span', 'quiet', ` ${note} `)]),
          ...plain,
        );
      });
      return [
        ...(watchers === null ? [] : [element('p', '', watchersText(watchers))]),
        ...(lines.length > 0 ? [element('ul', 'plain', ...lines)] : []),
      ];
    },
  });
}

const watchersText = (count: number) =>
  count === 0
    ? 'Nobody watches this repository.'
    : count === 1
      ? '1 person watches this repository and gets mail.'
      : `${count} people watch this repository and get mail.`;
