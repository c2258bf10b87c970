import assert from 'node:assert/strict';
import { weekOf, usualDays, usualHours } from '../../../src/core/team/hours';
import { scheduleOf } from '../../../src/core/team/spans';
import { rulesOf } from '../../../src/core/time/rules';

describe('the schedule of a teammate', () => {
  it('has no work on a date that the zone skipped, nor moves it to the next day', () => {
    // Samoa went from Thursday 29 December 2011 to Saturday 31 December.
    const schedule = scheduleOf({ leave: [] }, weekOf(usualHours, usualDays), rulesOf('Pacific/Apia'));
    const [from, to] = [Date.UTC(2011, 11, 29, 0), Date.UTC(2012, 0, 2, 12)];
    const local = schedule
      .stretches(from, to)
      .map(({ start }) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Apia' }).format(new Date(start)),
      );
    assert.deepEqual(local, ['2011-12-28', '2011-12-29', '2012-01-02']);
    assert.equal(schedule.state(Date.UTC(2011, 11, 30, 22)).state, 'day-off');
  });
});
