import type { TeamCommand, TeamViewModel } from '../../src/protocol';
import { button, linkButton } from '../controls';
import { element, setText } from '../element';
import { axisAt, daysLater, percentOf } from '../model/axis';
import { batonAt } from '../model/baton';
import {
  clockAt,
  dateText,
  offsetAt,
  shortWeekdayText,
  timeText,
  utcText,
  weekdayText,
} from '../model/clock';
import { headlineAt } from '../model/headline';
import { createFilter } from './filter';
import { createList } from './list';
import type { RowEvents } from './row';
import { createTimeline } from './timeline';

/** The whole Team view. `show` paints a model at an instant; a chosen time of the person's wins over `now`. */
export interface TeamPage {
  readonly node: HTMLElement;
  show(model: TeamViewModel, now: number): void;
}

export interface PageEvents extends RowEvents {
  readonly onCommand: (command: TeamCommand) => void;
  readonly onGroup: (group: string | null) => void;
  readonly onFilter: (text: string) => void;
}

/** `filtered`: what the rows are filtered by at first. */
export function createTeamPage(events: PageEvents, filtered: string): TeamPage {
  const run = events.onCommand;
  let current: { model: TeamViewModel; now: number } | null = null;
  let chosen: number | null = null;

  /** Nothing is known outside of the model: there the handle stays where it is. */
  const choose = (at: number | null) => {
    if (!current) return;
    const { model, now } = current;
    if (at !== null && (at < model.known.start || at >= model.known.end)) return;
    chosen = at;
    paint(model, now);
  };
  const moveDays = (days: number) => {
    if (current) choose(daysLater(chosen ?? current.now, days, current.model.me.offsets));
  };
  const date = element('span', 'date');
  const back = linkButton('Back to now', () => {
    choose(null);
    timeline.node.querySelector('input')?.focus();
  });
  const before = linkButton('‹', () => moveDays(-1));
  const after = linkButton('›', () => moveDays(1));
  before.setAttribute('aria-label', 'Previous day');
  after.setAttribute('aria-label', 'Next day');
  const days = element('span', 'days', before, after);
  const strong = element('strong', '');
  const rest = element('span', '');
  const shared = element('p', 'shared');
  const list = createList(events);
  const filter = createFilter({
    onGroup: events.onGroup,
    text: filtered,
    onText: (text) => {
      events.onFilter(text);
      list.filter(filter.text());
      if (current) paint(current.model, current.now);
    },
    onShowHidden: () => run('showHidden'),
  });
  const timeline = createTimeline({ onMove: choose, onDays: moveDays, onNow: () => choose(null) });
  const gapStrong = element('strong', '');
  const gapRest = element('span', '');
  const gap = element('p', 'gap', gapStrong, gapRest);
  const change = element('div', 'change');
  const notice = element('p', 'notice');
  const duty = element('p', 'onCall');
  const facts = element('div', 'facts', gap, duty, change);
  const draft = button('Draft Handoff Note', 'primary', () => run('draft'));
  draft.node.classList.add('draft');
  const people = element(
    'div',
    'people',
    element('h2', 'headline', strong, rest),
    shared,
    timeline.node,
    filter.node,
    list.node,
    facts,
  );
  const node = element(
    'main',
    'team',
    element('h1', 'unseen', 'Team'),
    element('p', 'today', date, back, days),
    people,
    notice,
    element('div', 'actions', draft.node),
  );
  node.setAttribute('aria-label', 'Team');
  // Before the first reading there is nothing to move or to choose.
  people.hidden = true;
  back.hidden = true;
  days.hidden = true;
  notice.append('Reading who is on the team…');

  const showNotice = (model: TeamViewModel) => {
    const { notice: said } = model;
    notice.hidden = said === null;
    if (said === null) return notice.replaceChildren();
    const { text, action } = said;
    notice.replaceChildren(
      text,
      ...(action ? [' ', linkButton(action.title, () => run(action.command))] : []),
    );
  };

  const paint = (model: TeamViewModel, now: number) => {
    if (chosen !== null && (chosen < model.known.start || chosen >= model.known.end)) chosen = null;
    const at = chosen ?? now;
    const { hour12 } = model;
    const axis = axisAt(at, model.me.offsets, hour12);
    const isToday = now >= axis.start && now < axis.end;
    const mine = offsetAt(model.me.offsets, at) ?? 0;
    const clock = clockAt(at, mine);
    const amongRows = model.rows.some((row) => row.isMe);
    const zone = amongRows ? '' : ` · ${utcText(mine)}`;
    setText(date, `${shortWeekdayText(clock)} ${dateText(clock)}, ${timeText(clock, hour12)}${zone}`);
    back.hidden = chosen === null;
    people.hidden = model.rows.length === 0;
    days.hidden = people.hidden;
    if (model.rows.length > 0) {
      const baton = batonAt(model, at);
      const headline = headlineAt(model, baton, at);
      setText(strong, headline.strong);
      setText(rest, headline.rest);
      setText(shared, headline.shared);
      shared.hidden = headline.shared === '';
      setText(gapStrong, headline.gap?.strong ?? '');
      setText(gapRest, headline.gap?.rest ?? '');
      gap.hidden = headline.gap === null;
      showLines(change, headline.changes);
      setText(duty, headline.onCall);
      duty.hidden = headline.onCall === '';
      facts.hidden = gap.hidden && change.hidden && duty.hidden;
      const day = isToday ? '' : `${weekdayText(clock)} ${dateText(clock)}, `;
      timeline.show(axis, at, `${day}${timeText(clock, hour12)}`, chosen === null);
      list.node.style.setProperty('--at', `${percentOf(axis, at)}%`);
      list.show(model, baton, axis, at, chosen === null);
    }
  };
  return {
    node,
    show: (model, now) => {
      if (model !== current?.model) {
        showNotice(model);
        filter.show(model);
        list.filter(filter.text());
      }
      current = { model, now };
      paint(model, now);
    },
  };
}

/** A paragraph for each line; the page is touched only where one differs. */
function showLines(node: HTMLElement, lines: readonly string[]): void {
  node.hidden = lines.length === 0;
  if (node.children.length !== lines.length) node.replaceChildren(...lines.map(() => element('p', '')));
  lines.forEach((line, index) => {
    const child = node.children[index];
    if (child) setText(child, line);
  });
}
