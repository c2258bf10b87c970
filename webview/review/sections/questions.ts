import type { QuestionsSection } from '../../../src/protocol';
import { button, dropdown, textField } from '../../controls';
import { element } from '../../element';
import { createSection, lineButton, type SectionView, type Send } from './section';

type Question = QuestionsSection['questions'][number];

/** What only the author can answer: in place, or not at all. */
export function createQuestions(send: Send): SectionView<'questions'> {
  /** What is being typed outlives the other answers. */
  const typed = new Map<string, string>();
  return createSection('Only you can answer', {
    key: ({ questions }) => questions.map(({ id, text, options }) => [id, text, options]),
    build: ({ questions }) => {
      const items = questions.map((question) =>
        element(
          'li',
          'field question',
          ...(question.id === null
            ? told(question)
            : isChoice(question)
              ? chosen(question)
              : asked(question)),
        ),
      );
      return items.length > 0 ? [element('ul', 'plain', ...items)] : [];
    },
  });

  function told({ text, line }: Question): (Node | string)[] {
    return [text, ...(line === null ? [] : [lineButton(line, send)])];
  }

  /** A field of a form with a list of its own. */
  function chosen({ id, text, options = [], answer = '' }: Question): (Node | string)[] {
    const choices = options.map((value) => ({ value, text: value }));
    const all = answer === '' ? [{ value: '', text: 'Choose one' }, ...choices] : choices;
    const control = dropdown(text, all, answer, (value) => {
      if (value !== '') send({ type: 'answer', id: id ?? '', text: value });
    });
    return [element('span', 'label', text), control.node];
  }

  function asked(question: Question): (Node | string)[] {
    const id = question.id ?? '';
    const answer = (): void => {
      const text = (typed.get(id) ?? '').trim().slice(0, 2_000);
      if (text === '') return;
      typed.delete(id);
      send({ type: 'answer', id, text });
    };
    const { options } = question;
    const label = options ? `${question.text} (${options.join(', ')})` : question.text;
    const before = typed.get(id) ?? question.answer ?? '';
    const field = textField(label, before, 'One line', (value) => typed.set(id, value));
    field.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) answer();
    });
    // Three buttons of one name are told apart by what they are about.
    const named = (text: string, press: () => void): HTMLElement => {
      const { node } = button(text, 'secondary', press);
      node.setAttribute('aria-label', `${text}: ${question.text}`);
      return node;
    };
    const buttons = element(
      'div',
      'answers',
      named('Answer', answer),
      ...(question.answer === undefined ? [named('Skip', () => send({ type: 'skip', id }))] : []),
      ...(question.line === null ? [] : [lineButton(question.line, send)]),
    );
    return [field.node, buttons];
  }
}

/** Whether it is answered by one of a list. */
function isChoice({ options, several, answer }: Question): boolean {
  return options !== undefined && !several && answer !== undefined;
}
