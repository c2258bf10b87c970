import type { DestinationSection } from '../../../src/protocol';
import { dropdown, radioGroup, textField, type Control } from '../../controls';
import { element } from '../../element';
import { createSection, type SectionView, type Send } from './section';

/** Where it goes: the destination and what it needs to know. */
export function createDestination(send: Send): SectionView<'destination'> {
  let where: Control<string> | null = null;
  let repository: Control<string> | null = null;
  let category: Control<string> | null = null;
  let number: Control<string> | null = null;
  const numberTitle = element('p', 'quiet');
  return createSection('Where it goes', {
    key: ({ choices, categories, chosen, repositories, number }) => [
      choices,
      categories,
      chosen,
      repositories,
      number === null,
    ],
    build: (section) => {
      where = radioGroup(
        'Where it goes',
        section.choices.map(({ kind, text, unavailable }) => ({ value: kind, text, unavailable })),
        section.chosen,
        (value) => {
          const destination = section.choices.find(({ kind }) => kind === value)?.kind;
          if (destination) send({ type: 'destination', destination });
        },
      );
      repository = section.repositories.length > 1 ? repositoryOf(section, send) : null;
      category = categoryOf(section, send);
      number = section.number ? numberOf(section.number.value, send) : null;
      return [
        where.node,
        ...(repository ? [labelled('Repository', repository)] : []),
        ...(category ? [labelled(section.categoryLabel ?? 'Category', category)] : []),
        ...(number ? [element('div', 'field', number.node, numberTitle)] : []),
      ];
    },
    sync: (section) => {
      where?.set(section.chosen);
      repository?.set(section.repository ?? '');
      category?.set(section.category ?? '');
      number?.set(section.number?.value ? String(section.number.value) : '');
      numberTitle.textContent = section.number?.title ?? '';
    },
  });
}

const labelled = (label: string, control: Control<string>) =>
  element('div', 'field', element('span', 'label', label), control.node);

function repositoryOf({ repositories, repository }: DestinationSection, send: Send): Control<string> {
  const options = repositories.map(({ id, name }) => ({ value: id, text: name }));
  return dropdown('Repository', options, repository ?? '', (id) =>
    send({ type: 'repository', repository: id }),
  );
}

function categoryOf(
  { categories, category, categoryLabel = 'Category' }: DestinationSection,
  send: Send,
): Control<string> | null {
  if (categories.length === 0) return null;
  const options = categories.map(({ id, name }) => ({ value: id, text: name }));
  const all = category === null ? [{ value: '', text: 'Choose a category' }, ...options] : options;
  return dropdown(categoryLabel, all, category ?? '', (id) => {
    if (id !== '') send({ type: 'category', category: id });
  });
}

function numberOf(value: number | null, send: Send): Control<string> {
  return textField('Number', value === null ? '' : String(value), '142', (text) => {
    const digits = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1];
    send({ type: 'number', number: digits === undefined || Number(digits) < 1 ? null : Number(digits) });
  });
}
