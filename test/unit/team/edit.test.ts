import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applied, periodEdit, valueEdit, type TeamEdit } from '../../../src/core/team/edit';
import { readTeamFile } from '../../../src/core/team/file';

const done = (text: string, edit: TeamEdit | null): string | null => (edit ? applied(text, edit) : null);

const file = `# The ledger's people
hours: 09:00-17:00
members:
  - name: Ada # the first
    login: ada
    # where she works from
    days: mon-thu

  - name: bo
    zone: Europe/Lisboa  # to be checked
    leave:
      # summer
      - 2026-07-01 – 2026-07-14
  - { name: ci, login: "@Ci" }
# the end
`;

describe('an edit of the team file', () => {
  it('adds a line behind who somebody is, and touches nothing else', () => {
    assert.equal(
      done(file, valueEdit(file, { name: 'Ada', login: 'ADA' }, 'zone', 'Europe/Berlin', 'from commits')),
      file.replace('    login: ada\n', '    login: ada\n    zone: Europe/Berlin # from commits\n'),
    );
  });

  it('changes a value and leaves the comment behind it', () => {
    const edit = valueEdit(file, { name: 'bo' }, 'zone', 'Europe/Lisbon');
    assert.equal(done(file, edit), file.replace('Europe/Lisboa', 'Europe/Lisbon'));
  });

  it('adds to a member on one line', () => {
    const edit = valueEdit(file, { name: 'ci', login: 'ci' }, 'zone', 'UTC-07:00', 'not said there');
    assert.equal(done(file, edit), file.replace('"@Ci" }', '"@Ci", zone: UTC-07:00 }'));
  });

  it('adds to a list of leave, begins one, and makes one of a single date', () => {
    const period = '2026-12-24 – 2027-01-02';
    assert.equal(
      done(file, periodEdit(file, { name: 'bo' }, 'leave', period)),
      file.replace('07-14\n', `07-14\n      - ${period}\n`),
    );
    assert.equal(
      done(file, periodEdit(file, { name: 'Ada' }, 'onCall', '2026-12-24')),
      file.replace('login: ada\n', 'login: ada\n    on-call: [2026-12-24]\n'),
    );
    const one = 'members: [{ name: a, leave: 2026-01-01 }]';
    assert.equal(
      done(one, periodEdit(one, { name: 'a' }, 'leave', '2026-02-02')),
      'members: [{ name: a, leave: [2026-01-01, 2026-02-02] }]',
    );
    const some = 'members: [{ name: a, leave: [2026-01-01] }]';
    assert.equal(
      done(some, periodEdit(some, { name: 'a' }, 'leave', '2026-02-02')),
      'members: [{ name: a, leave: [2026-01-01, 2026-02-02] }]',
    );
  });

  it('keeps the ends of lines that the file has', () => {
    const text = 'members:\r\n  - name: a\r\n    days: mon\r\n';
    assert.equal(
      done(text, valueEdit(text, { name: 'a' }, 'zone', 'UTC')),
      'members:\r\n  - name: a\r\n    zone: UTC\r\n    days: mon\r\n',
    );
  });

  it('is none where a person should look: broken YAML, aliases, values over several lines, nobody there', () => {
    for (const [text, name] of [
      ['members:\n  - name: a\n   zone: UTC\n', 'a'],
      ['members: [&a { name: a }, *a]', 'b'],
      ['members:\n- name: a\n  zone: >-\n    Europe/\n    Berlin\n', 'a'],
      ['members: [{ name: a }]', 'nobody'],
      ['hello', 'a'],
    ] as const)
      assert.equal(valueEdit(text, { name }, 'zone', 'UTC'), null, text);
  });

  it('is none where it would not read back', () => {
    assert.equal(valueEdit('members: [{ name: a }]', { name: 'a' }, 'zone', 'Nowhere'), null);
    assert.equal(valueEdit('members: [{ name: a }]', { name: 'a' }, 'zone', 'UTC }, { name: b'), null);
  });

  it('says what it should in any file, and leaves every other line where it was', () => {
    const comment = fc.constantFrom('', ' # a note', '  # zone: none');
    const key = fc.constantFrom(
      'login: l',
      'hours: 9-17',
      'days: [mon, tue]',
      'groups:\n      - x',
      'zone: UTC',
    );
    const member = fc.tuple(fc.uniqueArray(key, { maxLength: 4 }), comment, fc.boolean());
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 4 }), fc.nat(3), (members, pick) => {
        const text = `# top\nmembers:\n${members
          .map(([keys, note, blank], index) => {
            const lines = keys.map((each) => each.replace('login: l', `login: l${index}`));
            return `  - name: n${index}${note}\n${lines.map((line) => `    ${line}${note}\n`).join('')}${blank ? '\n  # between\n' : ''}`;
          })
          .join('')}# end`;
        const index = pick % members.length;
        const edit = valueEdit(text, { name: `n${index}` }, 'zone', 'Asia/Tokyo', 'from commits');
        assert(edit, text);
        const after = applied(text, edit);
        assert.equal(readTeamFile(after).team?.members[index]?.zone, 'Asia/Tokyo', after);
        const rest = after.split('\n').filter((line) => !line.includes('zone: Asia/Tokyo'));
        const before = text.split('\n');
        const changed =
          edit.length > 0 ? before.filter((_, line) => after.split('\n')[line] === before[line]) : before;
        assert.deepEqual(rest, changed);
      }),
      { numRuns: 200 },
    );
  });
});
