import assert from 'node:assert/strict';
import { scheduleOf } from '../../../src/core/team/spans';
import { rulesOf } from '../../../src/core/time/rules';
import { batonAt } from '../../../webview/model/baton';
import { rowText } from '../../../webview/model/row';
import { modelOf, sixZonesModel, teammate, thursday } from './sample';
import type { TeamViewModel } from '../../../src/protocol';

const textOf = (model: TeamViewModel, name: string, at: number) => {
  const row = model.rows.find((each) => each.name === name);
  assert.ok(row);
  return rowText(row, model, batonAt(model, at), at);
};
const utc = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours, minutes);

describe('A row of the Team view', () => {
  const model = sixZonesModel();

  it('says until when somebody works, on their own clock', () => {
    const { doing, time, difference, state } = textOf(model, 'berlin-dev', thursday);
    assert.deepEqual(
      { doing, time, difference, state },
      {
        doing: 'working until 17:30',
        time: '13:36',
        difference: '−4:30',
        state: 'working',
      },
    );
  });

  it('names the day on which somebody stops who works for days, and says so who never stops', () => {
    const day = [{ start: 0, end: 1440 }];
    const daily = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
    const model = modelOf(
      [
        teammate('round', 'UTC', [0, 24], { week: daily }),
        teammate('relief', 'UTC', [0, 24], {
          week: daily,
          leave: [{ from: '2026-11-22', to: '2026-11-23' }],
        }),
        teammate('weekdays', 'UTC', [0, 24]),
      ],
      thursday,
    );
    const said = (name: string, at: number) => {
      const { doing, sentence } = textOf(model, name, at);
      assert.ok(sentence.includes(doing.replace('Sun', 'Sunday').replace('Sat', 'Saturday')), sentence);
      return doing;
    };
    assert.equal(said('round', thursday), 'working round the clock');
    assert.equal(said('round', model.known.end - 1), 'working round the clock');
    assert.equal(said('relief', thursday), 'working until Sun 00:00');
    assert.equal(said('relief', utc(21, 12)), 'working until 00:00');
    assert.equal(said('weekdays', thursday), 'working until Sat 00:00');
  });

  it('says whom I pinned, to the eye and to the ear, but not of myself, who am first anyway', () => {
    const pin = (name: string) => ({
      ...model,
      rows: model.rows.map((row) => ({ ...row, pinned: row.name === name })),
    });
    const { pinned, sentence } = textOf(pin('berlin-dev'), 'berlin-dev', thursday);
    assert.equal(pinned, true);
    assert.match(sentence, /^berlin-dev,.* pinned,/);
    for (const [model, name] of [
      [pin('berlin-dev'), 'denver-dev'],
      [pin('pune-dev'), 'pune-dev'],
    ] as const) {
      const other = textOf(model, name, thursday);
      assert.equal(other.pinned, false);
      assert.doesNotMatch(other.sentence, /pinned/);
    }
  });

  it('calls me You, and gives my offset from UTC instead of from myself', () => {
    const { name, pill, difference } = textOf(model, 'pune-dev', thursday);
    assert.deepEqual(
      { name, pill: pill?.text, difference },
      {
        name: 'You',
        pill: 'holds the baton',
        difference: 'UTC+5:30',
      },
    );
  });

  it('tells who is next when they start, and others when they are back', () => {
    assert.equal(textOf(model, 'lisbon-dev', thursday).doing, 'starts in 24 min');
    assert.equal(textOf(model, 'lisbon-dev', thursday).pill?.text, 'next');
    assert.equal(textOf(model, 'denver-dev', thursday).doing, 'back in 3 h 24');
  });

  it('counts a minute that has begun', () => {
    assert.equal(textOf(model, 'lisbon-dev', utc(19, 12, 59) + 59_999).doing, 'starts in 1 min');
    assert.equal(textOf(model, 'lisbon-dev', utc(19, 13)).doing, 'working until 21:00');
  });

  it('names the weekday only where it is another day', () => {
    assert.equal(textOf(model, 'auckland-dev', thursday).weekday, 'Fri');
    assert.equal(textOf(model, 'denver-dev', thursday).weekday, '');
  });

  it('says until which working day leave lasts, over the weekend', () => {
    const { doing, state } = textOf(model, 'saopaulo-dev', thursday);
    assert.deepEqual({ doing, state }, { doing: 'on leave until Mon', state: 'on-leave' });
  });

  it('calls a day without working hours a day off, and says until when', () => {
    const { doing, state } = textOf(model, 'berlin-dev', utc(21, 12));
    assert.deepEqual({ doing, state }, { doing: 'day off until Monday', state: 'day-off' });
  });

  it('names day and time when work is more than a night away', () => {
    assert.equal(textOf(model, 'berlin-dev', utc(20, 20)).doing, 'back Mon 09:00');
  });

  it('gives a date when a weekday would mislead', () => {
    const away = teammate('away', 'UTC', [9, 17], { leave: [{ from: '2026-11-18', to: '2026-11-29' }] });
    assert.equal(textOf(modelOf([away], thursday), 'away', thursday).doing, 'on leave until 30 Nov');
  });

  it('says day off, and not on leave, of a day that is off for everybody, as the core does', () => {
    const leave = [
      { from: '2026-11-19', to: '2026-11-20', forAll: true as const },
      { from: '2026-11-20', to: '2026-11-20' },
    ];
    const ada = teammate('ada', 'UTC', [9, 17], { leave });
    const model = modelOf([ada], thursday);
    assert.deepEqual(
      [thursday, utc(20, 10)].map((at) => textOf(model, 'ada', at).doing),
      ['day off until Monday', 'on leave until Mon'],
    );
    const state = (at: number) => scheduleOf(ada, ada.week ?? {}, rulesOf('UTC')).state(at);
    assert.deepEqual(state(thursday), { state: 'day-off', until: utc(20, 0) });
    assert.deepEqual(state(utc(20, 10)), { state: 'on-leave', until: utc(21, 0) });
  });

  it('shows the end of a night shift before the leave that follows it', () => {
    const night = teammate('night', 'UTC', [22, 30], { leave: [{ from: '2026-11-20', to: '2026-11-20' }] });
    const nightly = modelOf([night], thursday);
    assert.equal(textOf(nightly, 'night', utc(20, 5)).doing, 'working until 06:00');
    assert.equal(textOf(nightly, 'night', utc(20, 6)).state, 'on-leave');
  });

  it('gives people from commits a time and an offset, and neither a state nor a city', () => {
    const guest = teammate('guest', 'Europe/Lisbon', [9, 17], { zoneFrom: 'commits', week: null });
    const inferred = modelOf([teammate('me', 'UTC'), guest], thursday);
    const { doing, state, time, sentence } = textOf(inferred, 'guest', thursday);
    assert.deepEqual({ doing, state, time }, { doing: 'from commits', state: 'unknown', time: '12:36' });
    assert.equal(inferred.rows[1]?.zone, null);
    assert.doesNotMatch(sentence, /Lisbon/);
  });

  it('says in words that an offset is from commits, also where the hours are declared', () => {
    const bo = teammate('bo', 'Europe/Lisbon', [9, 17], { zoneFrom: 'commits' });
    const { doing, difference } = textOf(modelOf([teammate('me', 'UTC'), bo], thursday), 'bo', thursday);
    assert.deepEqual([doing, difference], ['working until 17:00 · from commits', 'same time']);
  });

  it('says of my own time that it is my own clock’s, whatever my commits say', () => {
    const me = teammate('me', 'UTC', [9, 17], { zoneFrom: 'commits', week: null });
    assert.equal(textOf(modelOf([me], thursday), 'me', thursday).doing, 'your own clock');
  });

  it('invents no time for somebody whose zone is unknown', () => {
    const unknown = teammate('unknown', 'UTC', [9, 17], { zone: null, zoneFrom: 'unknown' });
    const { doing, time, difference } = textOf(
      modelOf([teammate('me', 'UTC'), unknown], thursday),
      'unknown',
      thursday,
    );
    assert.deepEqual({ doing, time, difference }, { doing: 'time zone unknown', time: '', difference: '' });
  });

  it('is one sentence for a screen reader, with durations in words', () => {
    assert.equal(
      textOf(model, 'lisbon-dev', thursday).sentence,
      'lisbon-dev, next to take the baton, 12:36, starts in 24 minutes, 5 hours 30 minutes behind you',
    );
    assert.match(textOf(model, 'auckland-dev', thursday).sentence, /01:36 on Friday, .*ahead of you$/);
  });

  it('says in that sentence all that the eye sees: who is on call, what is from commits, whose clock is wrong', () => {
    const bo = teammate('bo', 'Europe/Lisbon', [9, 17], {
      zoneFrom: 'commits',
      onCall: [{ from: '2026-11-19', to: '2026-11-19' }],
    });
    const whole = modelOf([teammate('me', 'UTC'), bo], thursday);
    const rows = whole.rows.map((row) => (row.name === 'bo' ? { ...row, rightOffset: 'UTC+01:00' } : row));
    assert.equal(
      textOf({ ...whole, rows }, 'bo', thursday).sentence,
      'bo, holds the baton, on call, 12:36, working until 17:00, same time as you, offset from commits, old zone data: UTC+01:00 is right',
    );
  });

  it('says when a shift ends that goes beyond what is known', () => {
    const whole = modelOf([teammate('ada', 'UTC', [9, 17])], thursday, { me: null });
    const at = whole.known.end - 1;
    assert.equal(textOf(whole, 'ada', at).doing, 'working until 17:00');
  });
});
