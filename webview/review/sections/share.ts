import { radioGroup, type Control } from '../../controls';
import { element } from '../../element';
import { createSection, type SectionView, type Send } from './section';

/** Work that only this machine has, and how much of it goes along. */
export function createShare(send: Send): SectionView<'share'> {
  let ways: Control<string> | null = null;
  const warning = element('p', 'share-warning');
  warning.setAttribute('role', 'status');
  return createSection('Share my work', {
    key: ({ text, choices }) => [text, choices],
    build: (section) => {
      ways = radioGroup(
        'Share my work',
        section.choices.map(({ way, text, unavailable }) => ({ value: way, text, unavailable })),
        section.chosen,
        (value) => {
          const way = section.choices.find((each) => each.way === value)?.way;
          if (way) send({ type: 'share', way });
        },
      );
      return [element('p', '', section.text), ways.node, warning];
    },
    sync: (section) => {
      ways?.set(section.chosen);
      warning.textContent = section.warning ?? '';
      warning.hidden = section.warning === null;
    },
  });
}
