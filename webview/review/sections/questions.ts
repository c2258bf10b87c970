import type { QuestionsSection } from '../../../src/protocol';
import { button, dropdown, textField } from '../../controls';
import { element } from '../../element';
import { createSection, lineButton, type SectionView, type Send } from './section';

/** How long somebody who types pauses before it is an answer, milliseconds. */
const typingPause = 700;

type Question = QuestionsSection['questions'][number];

/** What only the author can answer: in place, or not at all. */
export function createQuestions(send: Send): SectionView<'questions'> {
  /** What is being typed outlives the other answers. */
  const typed = new Map<string, string>();
  return createSection('Only you can answer', {
    key: ({ questions }) => questions.map(({ id, text, options, optional }) => [id, text, options, optional]),
    build: ({ questions }) => {
      const listed = (some: readonly Question[]): HTMLElement => element('ul', 'plain', ...some.map(itemOf));
      const needed = questions.filter(({ optional }) => !optional);
      const more = questions.filter(({ optional }) => optional);
      return [
        ...(needed.length > 0 ? [listed(needed)] : []),
        ...(more.length > 0 ? [folded(listed(more), more)] : []),
      ];
    },
  });

  function itemOf(question: Question): HTMLElement {
    return element(
      'li',
      'field question',
      ...(question.id === null ? told(question) : isChoice(question) ? chosen(question) : asked(question)),
    );
  }

  function told({ text, line }: Question): (Node | string)[] {
    return [text, ...(line === null ? [] : [lineButton(line, send)])];
  }

  /** A field of a form with a list of its own. */
  function chosen({ id, text, options = [], answer = '', optional }: Question): (Node | string)[] {
    const choices = options.map((value) => ({ value, text: value }));
    const none = { value: '', text: optional ? 'No response' : 'Choose one' };
    const all = answer === '' || optional ? [none, ...choices] : choices;
    const control = dropdown(text, all, answer, (value) => {
      if (value !== '') send({ type: 'answer', id: id ?? '', text: value });
      else if (optional) send({ type: 'skip', id: id ?? '' });
    });
    return [element('span', 'label', text), control.node];
  }

  function asked(question: Question): (Node | string)[] {
    const id = question.id ?? '';
    const isField = question.answer !== undefined;
    const answer = (): void => {
      const given = typed.get(id);
      const text = (given ?? '').trim().slice(0, 2_000);
      if (given === undefined || (text === '' && !isField)) return;
      typed.delete(id);
      send(text === '' ? { type: 'skip', id } : { type: 'answer', id, text });
    };
    const { options } = question;
    const label = options ? `${question.text} (${options.join(', ')})` : question.text;
    const before = typed.get(id) ?? question.answer ?? '';
    let pause = 0;
    const field = textField(label, before, 'One line', (value) => {
      typed.set(id, value);
      clearTimeout(pause);
      if (isField && !options) pause = window.setTimeout(answer, typingPause);
    });
    field.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) answer();
    });
    // What was typed into a form is kept, also when nobody pressed a button and the window is closed.
    if (isField) field.node.addEventListener('focusout', answer);
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
      ...(!isField ? [named('Skip', () => send({ type: 'skip', id }))] : []),
      ...(question.line === null ? [] : [lineButton(question.line, send)]),
    );
    return [field.node, buttons];
  }
}

/** What nobody has to fill does not stand in the way of what somebody has to. */
function folded(list: HTMLElement, { length }: readonly Question[]): HTMLElement {
  const summary = element('summary', '', length === 1 ? 'One more field' : `${length} more fields`);
  return element('details', 'optional', summary, list);
}

/** Whether it is answered by one of a list. */
function isChoice({ options, several, answer }: Question): boolean {
  return options !== undefined && !several && answer !== undefined;
}
