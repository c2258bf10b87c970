import type { TeamViewModel } from '../../src/protocol';
import { dropdown, linkButton, textField } from '../controls';
import { element } from '../element';
import { groupsOf, hasFilter, hiddenText } from '../model/choice';

/** Which group, which names, and whether somebody is hidden; what a team does not need is not there. */
export interface Filter {
  readonly node: HTMLElement;
  /** What is typed into the field. */
  text(): string;
  show(model: TeamViewModel): void;
}

export interface FilterEvents {
  /** What stands in the field at first. */
  readonly text: string;
  readonly onGroup: (group: string | null) => void;
  readonly onText: (text: string) => void;
  readonly onShowHidden: () => void;
}

const everybody = '';

export function createFilter({ text: first, onGroup, onText, onShowHidden }: FilterEvents): Filter {
  let text = first;
  let made: { groups: string; set: (group: string) => void } | null = null;
  const group = element('span', 'group');
  const field = element(
    'span',
    'names',
    textField('Filter', first, 'Filter by name or group', (value) => {
      text = value;
      onText(value);
    }).node,
  );
  const count = element('span', '');
  const hidden = element('span', 'hiddenRows', count, ' ', linkButton('Show again', onShowHidden));
  const node = element('div', 'filter', group, field, hidden);

  const show: Filter['show'] = (model) => {
    const groups = groupsOf(model);
    group.hidden = groups.length === 0;
    if (groups.length > 0 && made?.groups !== groups.join('\n')) {
      const options = [
        { value: everybody, text: 'Everybody' },
        ...groups.map((value) => ({ value, text: value })),
      ];
      const choice = dropdown('Group', options, model.group ?? everybody, (value) =>
        onGroup(value === everybody ? null : value),
      );
      group.replaceChildren(choice.node);
      made = { groups: groups.join('\n'), set: choice.set };
    } else made?.set(model.group ?? everybody);
    field.hidden = !hasFilter(model);
    count.textContent = hiddenText(model);
    hidden.hidden = count.textContent === '';
    node.hidden = group.hidden && field.hidden && hidden.hidden;
  };
  return { node, text: () => (field.hidden ? '' : text), show };
}
