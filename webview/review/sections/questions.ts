import { element } from '../../element';
import { createSection, lineButton, type SectionView, type Send } from './section';

/** What a reader would ask. */
export function createQuestions(send: Send): SectionView<'questions'> {
  return createSection('A reader would ask', {
    key: ({ questions }) => questions,
    build: ({ questions }) => {
      const items = questions
        .slice(0, 3)
        .map(({ text, line }) => element('li', '', text, ...(line === null ? [] : [lineButton(line, send)])));
      return items.length > 0 ? [element('ul', 'plain', ...items)] : [];
    },
  });
}
