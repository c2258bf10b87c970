import { linkButton } from '../../controls';
import { element } from '../../element';
import { createSection, type SectionView, type Send } from './section';

/** What somebody else wrote there since. */
export function createRemoteEdit(send: Send): SectionView<'remoteEdit'> {
  return createSection('Edited on GitHub', {
    key: ({ text }) => text,
    build: ({ text }) => [
      element(
        'p',
        '',
        `${text} `,
        linkButton('Show the difference', () => send({ type: 'compare' })),
      ),
    ],
  });
}
