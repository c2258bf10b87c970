import { button } from '../../controls';
import { element } from '../../element';
import { createSection, type SectionView, type Send } from './section';

/** Issues that are there already: the report can be added to one of them instead. */
export function createKnown(send: Send): SectionView<'known'> {
  return createSection('Already known?', {
    key: ({ issues }) => issues,
    build: ({ issues }) => [
      element(
        'ul',
        'plain',
        ...issues.map(({ number, text, note }) => {
          const add = button(`Add My Environment to #${number}`, 'secondary', () =>
            send({ type: 'number', number }),
          );
          const look = button('Look at It', 'secondary', () => send({ type: 'look', number }));
          // Several buttons of one name are told apart by what they are about.
          look.node.setAttribute('aria-label', `Look at It: #${number}`);
          return element(
            'li',
            'field',
            element('div', '', text),
            element('div', 'quiet', note),
            element('div', 'answers', add.node, look.node),
          );
        }),
      ),
    ],
  });
}
