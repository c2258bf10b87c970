import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/journal/events';
import { describeRecorded } from '../../../src/core/journal/recorded';

const of = (events: readonly JournalEvent[], repository = '/w/ledger') => [
  { repository, directory: '/state/1', events, drafts: 2, skipped: 0 },
];
const task = (name: string): JournalEvent => ({
  kind: 'task-ended',
  at: '2026-11-21T10:04:05Z',
  name,
  exitCode: 1,
  folder: '/w',
});

describe('the page of what is recorded', () => {
  it('says what there is of each repository, newest first, and where it is kept', () => {
    const page = describeRecorded(
      of([
        task('first'),
        task('second'),
        {
          kind: 'debug-ended',
          at: '2026-11-21T11:00:00Z',
          name: 'pay',
          exception: true,
          exitCode: 1,
          folder: '/w',
        },
        { kind: 'choice', at: '2026-11-21T11:00:00Z', key: 'category', value: 'General' },
      ]),
      'tasks',
    );
    assert.match(page, /Kept in `\/state\/1`/);
    assert.match(
      page,
      /pay` stopped on an exception\n- 2026-11-21 10:04 UTC: Task `second` ended with status 1\n.*first/,
    );
    assert.match(page, /2 drafts, 0 posted notes/);
    assert.match(page, /`category`: `General`/);
  });

  it('says that nothing is recorded where nothing is, and whether recording is on', () => {
    assert.match(
      describeRecorded(of([]), 'nothing'),
      /does not record.*\n[^]*Tasks, debug sessions and commands\n\nNothing\./,
    );
    assert.match(describeRecorded([], 'tasks'), /No git repository is open/);
  });

  it('does not let a name break out of its line or its code', () => {
    const page = describeRecorded(of([task('a`\n# <img src=x> ``b``')], '/w/`x`'), 'tasks');
    assert.match(page, /Task ``` a`␊# <img src=x> ``b`` ``` ended/);
    assert.match(page, /^## `` \/w\/`x` ``$/m);
    assert.equal(page.match(/^# /gm)?.length, 1);
  });

  it('stays readable when there are thousands of outcomes', () => {
    const page = describeRecorded(
      of(Array.from({ length: 2_000 }, (_, index) => task(`t${index}`))),
      'tasks',
    );
    assert.ok(page.split('\n').length < 600);
    assert.match(page, /and 1500 older/);
    assert.match(page, /t1999/);
  });
});
