import type { Destination, ReviewFromWebview, ReviewModel } from '../../src/protocol';
import { checkbox, dropdown, linkButton, radioGroup, textField, type Control } from '../controls';
import { element } from '../element';
import { createSection, type Section } from './section';

type Send = (message: ReviewFromWebview) => void;

const names: Readonly<Record<Destination, string>> = {
  discussion: 'A Discussion',
  comment: 'A comment on a pull request or issue',
  copy: 'Markdown, to copy',
  browser: 'A prefilled page in the browser',
};

/** Where the note goes: the destination and what it needs to know. */
export function createDestination(send: Send): Section {
  let where: Control<string> | null = null;
  let category: Control<string> | null = null;
  let number: Control<string> | null = null;
  const numberTitle = element('p', 'quiet');
  return createSection('Where it goes', {
    key: ({ destinations, categories, destination }) => [destinations, categories, destination],
    build: (model) => {
      where = radioGroup(
        'Where it goes',
        model.destinations.map(({ kind, unavailable }) => ({ value: kind, text: names[kind], unavailable })),
        model.destination,
        (value) => {
          const destination = model.destinations.find(({ kind }) => kind === value)?.kind;
          if (destination) send({ type: 'destination', destination });
        },
      );
      category = model.destination === 'discussion' ? categoryOf(model, send) : null;
      number = model.destination === 'comment' ? numberOf(model, send) : null;
      return [
        where.node,
        ...(category ? [element('div', 'field', element('span', 'label', 'Category'), category.node)] : []),
        ...(number ? [element('div', 'field', number.node, numberTitle)] : []),
      ];
    },
    sync: (model) => {
      where?.set(model.destination);
      category?.set(model.category ?? '');
      number?.set(model.number === null ? '' : String(model.number));
      numberTitle.textContent = model.numberTitle ?? '';
    },
  });
}

function categoryOf(model: ReviewModel, send: Send): Control<string> | null {
  if (model.categories.length === 0) return null;
  const options = model.categories.map(({ id, name }) => ({ value: id, text: name }));
  const all = model.category === null ? [{ value: '', text: 'Choose a category' }, ...options] : options;
  return dropdown('Category', all, model.category ?? '', (category) => {
    if (category !== '') send({ type: 'category', category });
  });
}

function numberOf(model: ReviewModel, send: Send): Control<string> {
  return textField('Number', model.number === null ? '' : String(model.number), '142', (text) => {
    const digits = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1];
    send({ type: 'number', number: digits === undefined || Number(digits) < 1 ? null : Number(digits) });
  });
}

/** Who reads it: watchers get mail, and those mentioned may be asleep. */
export function createReaders(): Section {
  return createSection('Who gets it', {
    key: ({ repository, mentions }) => [repository, mentions],
    build: ({ repository, mentions }) => {
      const watchers = repository?.watchers ?? null;
      const lines = mentions.map(({ login, note }) =>
        element(
          'li',
          '',
          element('strong', '', `@${login}`),
          ...(note ? [element('span', 'quiet', ` ${note}`)] : []),
        ),
      );
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

/** What was found that should not be read by others, span by span. */
export function createRedactions(send: Send): Section {
  const boxes = new Map<string, Control<boolean>>();
  return createSection('Left out', {
    key: ({ redactions }) => redactions.map(({ id, kind, excerpt, line }) => [id, kind, excerpt, line]),
    build: ({ redactions }) => {
      boxes.clear();
      const items = redactions.map(({ id, kind, excerpt, line, applied }) => {
        const box = checkbox(`${kind}: ${excerpt}`, applied, (value) =>
          send({ type: 'redact', id, applied: value }),
        );
        boxes.set(id, box);
        return element('li', '', box.node, lineButton(line, send));
      });
      return items.length > 0 ? [element('ul', 'plain', ...items)] : [];
    },
    sync: ({ redactions }) => redactions.forEach(({ id, applied }) => boxes.get(id)?.set(applied)),
  });
}

/** What needs the author's yes. */
export function createConsents(send: Send): Section {
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

/** What a reader would ask. */
export function createQuestions(send: Send): Section {
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

function lineButton(line: number, send: Send): HTMLElement {
  const made = linkButton(`Line ${line}`, () => send({ type: 'goTo', line }));
  made.classList.add('line');
  return made;
}
