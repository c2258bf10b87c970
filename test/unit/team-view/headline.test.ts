import assert from 'node:assert/strict';
import { batonAt } from '../../../webview/model/baton';
import { headlineAt } from '../../../webview/model/headline';
import type { TeamViewModel } from '../../../src/protocol';
import { modelOf, sixZonesModel, teammate, thursday } from './sample';

const at = (model: TeamViewModel, instant: number) => headlineAt(model, batonAt(model, instant), instant);
const whole = (model: TeamViewModel, instant: number) => {
  const { strong, rest } = at(model, instant);
  return strong + rest;
};
const utc = (month: number, day: number, hours = 0, minutes = 0) =>
  Date.UTC(2026, month - 1, day, hours, minutes);

describe('The headline of the Team view', () => {
  it('says how many work, and who takes over when', () => {
    assert.equal(whole(sixZonesModel(), thursday), '2 working, lisbon-dev takes over in 24\u00a0min');
  });

  it('says so when nobody works, and speaks to me when I am next', () => {
    const me = modelOf([teammate('me', 'UTC'), teammate('other', 'UTC', [12, 17])], thursday);
    assert.equal(whole(me, utc(11, 19, 8)), 'Nobody is working, you start in 1\u00a0h');
  });

  it('names day and time when the next start is not soon', () => {
    const team = modelOf([teammate('me', 'UTC'), teammate('other', 'UTC', [10, 17])], thursday);
    assert.equal(whole(team, utc(11, 20, 18)), 'Nobody is working, you start Mon 09:00');
  });

  it('counts people instead where only commits are known', () => {
    const guest = teammate('guest', 'UTC', [9, 17], { zoneFrom: 'commits', week: null });
    const { strong, rest, shared, gap } = at(modelOf([guest], thursday), thursday);
    assert.deepEqual(
      { strong, rest, shared, gap },
      {
        strong: '1 person',
        rest: ' committed here lately',
        shared: '',
        gap: null,
      },
    );
  });

  it('says lately only where it counts who committed lately', () => {
    const guest = teammate('guest', 'UTC', [9, 17], { zoneFrom: 'commits', week: null });
    assert.equal(at({ ...modelOf([guest], thursday), ever: true }, thursday).rest, ' committed here');
  });

  it('finds the next hour of the whole team on my clock', () => {
    const pair = modelOf([teammate('me', 'Asia/Kolkata', [9, 18]), teammate('b', 'Europe/Berlin')], thursday);
    assert.equal(at(pair, utc(11, 18, 20)).shared, 'Next hour shared by both: 13:30');
    assert.equal(at(pair, utc(11, 19, 9)).shared, 'Next hour shared by both: now, until 18:00');
    // Less than an hour is left of today's.
    assert.equal(at(pair, utc(11, 19, 11, 45)).shared, 'Next hour shared by both: Fri 13:30');
  });

  it('says for how many there is an hour when there is none for all', () => {
    const { shared } = at(sixZonesModel(), thursday);
    assert.match(shared, /^Next hour shared by all six: none · best for four: Tue 00:30$/);
  });

  it('is of the group that I look at and of me; the baton and who is on call stay the team’s', () => {
    const members = [
      teammate('me', 'UTC', [9, 17]),
      teammate('ops', 'UTC', [12, 20], { groups: ['payments'] }),
      teammate('late', 'UTC', [14, 22], { groups: ['payments'] }),
      teammate('other', 'Asia/Tokyo', [9, 17], { onCall: [{ from: '2026-11-19', to: '2026-11-19' }] }),
    ];
    const team = modelOf(members, thursday);
    const model: TeamViewModel = { ...team, group: 'payments' };
    assert.equal(whole(team, thursday), '2 working, late takes over in 1\u00a0h\u00a024');
    assert.equal(whole(model, thursday), '1 working in payments, late takes over in 1\u00a0h\u00a024');
    const { shared, gap, onCall } = at(model, thursday);
    assert.equal(shared, 'Next hour shared by all three: 14:00');
    assert.deepEqual(gap, { strong: 'Nobody works', rest: ' in payments 22:00–Fri 12:00 your time' });
    assert.equal(onCall, 'On call: other');
    assert.deepEqual(at({ ...team, group: 'gone' }, thursday), at(team, thursday));
  });

  it('says when nobody works, with one weekday for both ends of one night', () => {
    assert.deepEqual(at(sixZonesModel(), thursday).gap, {
      strong: 'Nobody works',
      rest: ' Fri 08:30–09:30 your time',
    });
  });

  it('says until when nobody works while nobody does', () => {
    assert.equal(at(sixZonesModel(), utc(11, 20, 3, 30)).gap?.rest, ' until 09:30 your time');
  });

  it('tells a clock change three weeks ahead, and for whom it brings what', () => {
    const march = utc(3, 1);
    const model = modelOf([teammate('me', 'UTC'), teammate('denver', 'America/Denver')], march);
    assert.deepEqual(at(model, march).changes, ['From 8 Mar, denver is one hour closer']);
    const [early, soon] = [utc(2, 14), utc(2, 16)];
    const later = modelOf([teammate('me', 'UTC'), teammate('denver', 'America/Denver')], early);
    assert.deepEqual(at(later, early).changes, []);
    assert.deepEqual(at(later, soon).changes, ['From 8 Mar, denver is one hour closer']);
    const october = utc(10, 20);
    const autumn = modelOf(
      [teammate('me', 'UTC'), teammate('b', 'Europe/Berlin'), teammate('l', 'Europe/Paris')],
      october,
    );
    assert.deepEqual(at(autumn, october).changes, ['From Sunday, b and l are one hour closer']);
  });

  it('tells no clock change of whoever has a wrong clock here, because the zone data is too old', () => {
    const march = utc(3, 1);
    const model = modelOf([teammate('me', 'UTC'), teammate('denver', 'America/Denver')], march);
    for (const wrong of ['denver', 'me']) {
      const rows = model.rows.map((row) => (row.name === wrong ? { ...row, rightOffset: 'UTC-07:00' } : row));
      assert.deepEqual(at({ ...model, rows }, march).changes, [], wrong);
    }
  });

  it('tells every clock change that is near, and none that is undone on the same day', () => {
    const october = utc(10, 20);
    const people = [
      teammate('me', 'UTC'),
      teammate('b', 'Europe/Berlin'),
      teammate('d', 'America/Denver'),
      teammate('n', 'America/New_York'),
    ];
    assert.deepEqual(at(modelOf(people, october), october).changes, [
      'From Sunday, b is one hour closer',
      'From 1 Nov, d and n are one hour further away',
    ]);
    const american = modelOf([teammate('me', 'America/New_York'), teammate('d', 'America/Denver')], october);
    assert.deepEqual(at(american, october).changes, []);
  });

  it('is silent about clocks that change together with mine', () => {
    const march = utc(3, 20);
    const model = modelOf([teammate('me', 'Europe/Berlin'), teammate('l', 'Europe/Lisbon')], march);
    assert.deepEqual(at(model, march).changes, []);
  });

  it('says who is on call, or that nobody is, where the team knows such a duty', () => {
    const now = utc(11, 19, 12);
    const onCall = [{ from: '2026-11-16', to: '2026-11-22' }];
    const people = [teammate('me', 'UTC'), teammate('ada', 'UTC', [9, 17], { onCall })];
    const model = modelOf(people, now);
    assert.equal(at(model, now).onCall, 'On call: ada');
    assert.equal(at(model, utc(11, 23, 12)).onCall, 'On call: nobody');
    assert.equal(at(modelOf(people.slice(0, 1), now), now).onCall, '');
  });
});
