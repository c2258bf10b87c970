import assert from 'node:assert/strict';
import {
  arranged,
  arrangementEvent,
  arrangementIn,
  arrangementOf,
  asItComes,
  turned,
} from '../../../src/features/team/arrangement';
import { teamViewModel } from '../../../src/features/team/viewModel';
import { groupsOf, hasFilter, hiddenText, shownRows } from '../../../webview/model/choice';
import { orderAt } from '../../../webview/model/order';
import { teammate, thursday } from './sample';

const members = [
  teammate('me', 'UTC', [9, 17], { groups: ['core'] }),
  teammate('ada', 'UTC', [9, 17], { groups: ['ops', 'core'] }),
  teammate('Bo', 'UTC', [9, 17], { groups: ['ops'] }),
  teammate('cy', 'UTC', [9, 17]),
];
const model = (arrangement = asItComes) =>
  teamViewModel({
    team: { source: 'file', members },
    at: thursday,
    zone: 'UTC',
    me: 0,
    notice: null,
    arrangement,
  });
const names = (arrangement = asItComes, text = '') =>
  shownRows(model(arrangement), text).map(({ name }) => name);

describe('the rows that a person wants to see', () => {
  it('are all of them as it comes, with the groups that there are', () => {
    assert.deepEqual(names(), ['me', 'ada', 'Bo', 'cy']);
    assert.deepEqual(groupsOf(model()), ['core', 'ops']);
  });

  it('are found by a filter where they are more than eight', () => {
    const [row] = model().rows;
    assert.ok(row);
    const of = (count: number) => ({ ...model(), rows: Array.from({ length: count }, () => row) });
    assert.deepEqual([hasFilter(of(8)), hasFilter(of(9))], [false, true]);
  });

  it('are those of a group, and me, and whom they pinned', () => {
    assert.deepEqual(names({ ...asItComes, group: 'ops' }), ['me', 'ada', 'Bo']);
    assert.deepEqual(names({ ...asItComes, group: 'core', pinned: ['cy'] }), ['me', 'ada', 'cy']);
  });

  it('are all again when the group is gone from the team file', () => {
    assert.equal(names({ ...asItComes, group: 'gone' }).length, 4);
  });

  it('have the text of the filter in their name or group', () => {
    assert.deepEqual(names(asItComes, ' BO'), ['Bo']);
    assert.deepEqual(names(asItComes, 'ops'), ['ada', 'Bo']);
  });

  it('are none that they have hidden, and the view says how many those are', () => {
    assert.deepEqual(names({ ...asItComes, hidden: ['ada', 'cy'] }), ['me', 'Bo']);
    assert.equal(hiddenText(model({ ...asItComes, hidden: ['ada', 'cy'] })), '2 hidden');
    assert.equal(hiddenText(model()), '');
  });

  it('begin with me and whom they pinned', () => {
    const rows = orderAt(model({ ...asItComes, pinned: ['cy'] }), thursday).map(({ name }) => name);
    assert.deepEqual(rows.slice(0, 2), ['me', 'cy']);
  });
});

describe('what is remembered of it', () => {
  it('is taken as far as it has the right shape', () => {
    const right = { pinned: ['a'], hidden: [], group: 'ops' };
    assert.deepEqual(arrangementOf(right), right);
    assert.deepEqual(arrangementOf({ pinned: [1, 'a'], hidden: 'b', group: 3 }), {
      ...asItComes,
      pinned: ['a'],
    });
    for (const memory of [undefined, null, 7, 'x']) assert.deepEqual(arrangementOf(memory), asItComes);
  });

  it('takes an id in once, and out again', () => {
    assert.deepEqual(turned(['a'], 'b', true), ['a', 'b']);
    assert.deepEqual(turned(['a', 'b'], 'a', true), ['a', 'b']);
    assert.deepEqual(turned(['a', 'b'], 'a', false), ['b']);
  });

  it('is the last choice in Baton’s own state; what is no arrangement there counts as none', () => {
    const at = '2026-11-19T12:00:00.000Z';
    const one = arrangementEvent({ ...asItComes, hidden: ['cy'] }, at);
    const other = arrangementEvent({ pinned: ['ada'], hidden: [], group: 'ops' }, at);
    assert.deepEqual(arrangementIn([one, other]), { pinned: ['ada'], hidden: [], group: 'ops' });
    assert.deepEqual(arrangementIn([]), asItComes);
    assert.deepEqual(arrangementIn([{ ...one, value: '{' } as typeof one]), asItComes);
  });

  it('holds for a model that was made before', () => {
    const wanted = { pinned: ['cy'], hidden: ['ada'], group: 'core' };
    assert.deepEqual(arranged(model({ ...asItComes, hidden: ['Bo'] }), wanted), model(wanted));
  });
});
