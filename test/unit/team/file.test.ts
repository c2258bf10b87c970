import assert from 'node:assert/strict';
import { readTeamFile } from '../../../src/core/team/file';
import type { Teammate } from '../../../src/core/team/model';

/** `line:column severity message` of every problem. */
const problemsOf = (text: string): string[] =>
  readTeamFile(text).problems.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );

const only = (text: string): Teammate => {
  const { team, problems } = readTeamFile(text);
  assert.deepEqual(problems, []);
  const member = team?.members[0];
  assert(member);
  return member;
};

const nineToFive = [{ start: 540, end: 1020 }];

describe('the team file', () => {
  it('says names, logins, addresses, zones, hours, days and leave', () => {
    const member = only(`members:
  - name: Ada
    login: "@ada"
    emails: [ada@example.com, ada@work.example]
    zone: Europe/Lisbon
    hours: 08:00–12:00, 13:00-16:30
    days: sun-tue
    leave: [2026-12-24, 2026-12-28..2027-01-02, { from: 2027-03-01, to: 2027-03-02 }]
    on-call: 2026-11-19
    groups: [payments]
    response: { normal: 8 h, urgent: 2 }
`);
    const day = [
      { start: 480, end: 720 },
      { start: 780, end: 990 },
    ];
    assert.deepEqual(member, {
      name: 'Ada',
      login: 'ada',
      emails: ['ada@example.com', 'ada@work.example'],
      zone: 'Europe/Lisbon',
      zoneFrom: 'declared',
      week: { 1: day, 2: day, 7: day },
      leave: [
        { from: '2026-12-24', to: '2026-12-24' },
        { from: '2026-12-28', to: '2027-01-02' },
        { from: '2027-03-01', to: '2027-03-02' },
      ],
      onCall: [{ from: '2026-11-19', to: '2026-11-19' }],
      groups: ['payments'],
      response: { normal: 8, urgent: 2 },
    });
  });

  it('takes 09:00 to 17:00 from Monday to Friday for granted', () => {
    assert.deepEqual(only('members: [{ name: a, zone: UTC }]').week, {
      1: nineToFive,
      2: nineToFive,
      3: nineToFive,
      4: nineToFive,
      5: nineToFive,
    });
  });

  it("gives members the file's hours and days unless they say their own", () => {
    const { team } = readTeamFile(
      'hours: 10-18\ndays: sun-mon\nmembers:\n- name: a\n- { name: b, hours: 22:00-06:00, days: [fri] }\n- { name: c, hours: { tue: 9-10 } }',
    );
    const file = [{ start: 600, end: 1080 }];
    assert.deepEqual(
      team?.members.map(({ week }) => week),
      [{ 1: file, 7: file }, { 5: [{ start: 1320, end: 1800 }] }, { 2: [{ start: 540, end: 600 }] }],
    );
  });

  it('reads hours that differ by weekday, and days off among them', () => {
    assert.deepEqual(
      only('members: [{ name: a, hours: { mon-tue: 09:00-17:00, wed: off, thu: [8-12, 13-15] } }]').week,
      {
        1: nineToFive,
        2: nineToFive,
        4: [
          { start: 480, end: 720 },
          { start: 780, end: 900 },
        ],
      },
    );
  });

  it('reads values as they are written, whatever the YAML version', () => {
    const member = only(
      '%YAML 1.1\n---\nmembers:\n- name: yes\n  zone: UTC\n  hours: 09:00-17:00\n  leave: 2026-12-24\n',
    );
    assert.equal(member.name, 'yes');
    assert.deepEqual(member.leave, [{ from: '2026-12-24', to: '2026-12-24' }]);
  });

  it('leaves a zone that is not declared to the history', () => {
    const { zone, zoneFrom } = only('members: [{ login: ada }]');
    assert.deepEqual({ zone, zoneFrom }, { zone: null, zoneFrom: 'unknown' });
  });

  it('reads an on-call rotation by names and logins', () => {
    const { team } = readTeamFile(
      'on-call-rotation: { from: 2026-11-02, every: 2 weeks, members: [a, "@bo"] }\nmembers: [{ name: a }, { name: b, login: bo }]',
    );
    assert.deepEqual(team?.rotation, { from: '2026-11-02', everyDays: 14, members: ['a', 'b'] });
  });

  it('passes the baton in the order that it says, and then in the order of the members', () => {
    const { team, problems } = readTeamFile(
      'baton: [ci, "@ADA"]\nmembers: [{ name: a, login: ada }, { name: bo }, { name: ci }, { name: di }]',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      team?.members.map(({ name }) => name),
      ['ci', 'a', 'bo', 'di'],
    );
    assert.match(
      readTeamFile('baton: [eve]\nmembers: [{ name: a }]').problems[0]?.message ?? '',
      /"eve" is nobody of the members/,
    );
  });

  it('has days off for everybody, and the zone data that it needs', () => {
    const { team } = readTeamFile(
      'days-off: 2026-12-25\nzone-data: 2026b\nmembers: [{ name: a, leave: 2026-11-20 }, { name: b }]',
    );
    const christmas = { from: '2026-12-25', to: '2026-12-25', forAll: true };
    assert.deepEqual(
      team?.members.map(({ leave }) => leave),
      [[{ from: '2026-11-20', to: '2026-11-20' }, christmas], [christmas]],
    );
    assert.equal(team?.zoneData, '2026b');
  });

  it('marks an unknown zone where it stands, and proposes the right one', () => {
    const { team, problems } = readTeamFile(
      'members:\n  - name: a\n    zone: Europe/Berln\n  - name: b\n    zone: UTC\n',
    );
    assert.deepEqual(problems, [
      {
        fixes: ['Europe/Berlin'],
        message: '"Europe/Berln" is not a time zone. Did you mean Europe/Berlin?',
        line: 3,
        column: 11,
        endLine: 3,
        endColumn: 23,
        severity: 'error',
      },
    ]);
    assert.deepEqual(
      team?.members.map(({ name, zone }) => [name, zone]),
      [
        ['a', null],
        ['b', 'UTC'],
      ],
    );
  });

  const indent =
    'error This line is indented wrongly. Line it up with the keys or the "-" that it belongs to.';
  const broken: readonly (readonly [string, string, string])[] = [
    ['a key too far out', 'members:\n  - name: a\n    zone: UTC\n   login: x\n', `4:4 ${indent}`],
    ['a key too far in', 'members:\n  - name: a\n    zone: UTC\n     login: x\n', `4:6 ${indent}`],
    ['a member too far out', 'members:\n  - name: a\n    zone: UTC\n - name: b\n', `4:2 ${indent}`],
    ['a member too far in', 'members:\n  - name: a\n    zone: UTC\n   - name: b\n', `4:4 ${indent}`],
    ['a key level with its dash', 'members:\n  - name: a\n  zone: UTC\n', `3:3 ${indent}`],
    [
      'a tab',
      'members:\n\t- name: a\n',
      '2:1 error A tab indents this line, which YAML does not allow. Use spaces.',
    ],
    [
      'a key given twice',
      'members:\n- name: a\n  name: b\n',
      '3:3 error This key is here twice. Keep one of the two.',
    ],
    ['an open bracket', 'members: [{ name: a }', '1:10 error A bracket is open here. Close it.'],
    [
      'an open bracket some lines above',
      'members:\n - {name: a, zone: UTC\n - {name: b}\n',
      '2:4 error A bracket is open here. Close it.',
    ],
    [
      'a second colon',
      'members:\n - name: A: B\n - name: c\n',
      '2:10 error A ": " stands inside this value. Put the value in quotes.',
    ],
    ['an open quote', 'members:\n - name: "A\n   zone: UTC\n', '2:10 error A quote is open here. Close it.'],
    [
      'a second document',
      'members: [{ name: a }]\n---\n',
      '2:1 error A team file is one document. Take out this "---" and what belongs to another.',
    ],
  ];
  for (const [what, text, problem] of broken) {
    it(`marks ${what} on its own line`, () => assert.deepEqual(problemsOf(text), [problem]));
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      'hours beyond the day',
      'members: [{ name: a, hours: 9-25 }]',
      /1:29 error "9-25" are not working hours/,
    ],
    [
      'hours of no length',
      'members: [{ name: a, hours: 9-9 }]',
      /1:29 error "9-9" begins and ends at the same time/,
    ],
    [
      'hours the wrong way round',
      'members: [{ name: a, hours: 17:00-09:00 }]',
      /1:29 warning .* 16 h\. Did you mean 09:00-17:00\?/,
    ],
    ['an unknown weekday', 'members: [{ name: a, days: mon-fry }]', /1:28 error "mon-fry" is not a weekday/],
    [
      'a weekday given twice',
      'members: [{ name: a, hours: { mon-wed: 9-10, tue: 9-10 } }]',
      /1:46 error .* twice for the same weekday/,
    ],
    [
      'a date that does not exist',
      'members: [{ name: a, leave: 2026-02-30 }]',
      /1:29 error "2026-02-30" is not a date/,
    ],
    [
      'leave that ends before it starts',
      'members: [{ name: a, leave: 2026-02-03..2026-02-01 }]',
      /1:29 error .* ends before it starts/,
    ],
    [
      'an unknown key',
      'members: [{ name: a, zome: UTC }]',
      /1:22 warning "zome" is not a key of a member\. Did you mean "zone"\?/,
    ],
    [
      "a member's key that slipped out",
      'members:\n- name: a\nzone: UTC\n',
      /3:1 warning "zone" belongs to a member: indent it/,
    ],
    [
      'a login given twice',
      'members: [{ login: a }, { name: b, login: A }]',
      /1:43 error The login "A" is here twice/,
    ],
    ['a name given twice', 'members: [{ name: a }, { name: a }]', /1:32 error The name "a" is here twice/],
    [
      'a member without a name',
      'members: [{ zone: UTC }, { name: a }]',
      /1:11 error This member has no name/,
    ],
    [
      'one thing by two spellings',
      'members: [{ name: a, zone: UTC, tz: UTC }]',
      /1:33 error "tz" is here twice by two names/,
    ],
    [
      'an address that is none',
      'members: [{ name: a, emails: [ada] }]',
      /1:31 error "ada" is not an e-mail address/,
    ],
    [
      'a rotation of strangers',
      'members: [{ name: a }]\nrotation: { from: 2026-11-02, members: [z] }',
      /2:41 error "z" is nobody of the members/,
    ],
    ['a file without members', 'hours: 9-17\n', /1:1 error List the members here/],
    ['an empty file', '', /1:1 error This file names no members/],
  ];
  for (const [what, text, problem] of wrong) {
    it(`marks ${what}`, () => {
      const problems = problemsOf(text);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('says what may be written instead, where that is known', () => {
    const fixes = (text: string) => readTeamFile(text).problems.map((problem) => problem.fixes);
    assert.deepEqual(fixes('members: [{ name: a, zone: IST }]'), [
      ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
    ]);
    assert.deepEqual(fixes('members: [{ name: a, zome: UTC }]'), [['zone']]);
    assert.deepEqual(fixes('members: [{ name: a }]\nbatton: [a]'), [['baton']]);
    assert.deepEqual(fixes('members: [{ name: a, hours: 17-9 }]'), [['09:00-17:00']]);
    assert.deepEqual(fixes('members: [{ name: a, hours: 9-5 }]'), [['09:00-17:00']]);
    assert.deepEqual(fixes('members: [{ name: a, hours: "9-12, 17-9" }]'), [undefined]);
    assert.deepEqual(fixes('members: [{ name: a, zone: xyzzy }]'), [undefined]);
  });

  it('proposes nothing for a value that goes over several lines', () => {
    const [problem] = readTeamFile('members:\n- name: a\n  zone: W. Europe\n    Standard Time\n').problems;
    assert.equal(problem?.fixes, undefined);
  });

  it('has no team in a file of which nothing can be read', () => {
    for (const text of ['', 'hello', '- 1', '[[[[', '['.repeat(50_000), 'hours: 9-17'])
      assert.equal(readTeamFile(text).team, null, text.slice(0, 20));
  });

  it('refuses aliases that multiply', () => {
    const many = Array.from({ length: 300 }, (_, index) => `- { name: n${index}, days: *x }\n`).join('');
    const { team, problems } = readTeamFile(`x: &x [${'mon,'.repeat(2_000)}]\nmembers:\n${many}`);
    assert.equal(team, null);
    assert.match(problems[0]?.message ?? '', /repeats itself too often by aliases/);
  });

  it('does not follow brackets, dashes or indents deeper than any team file has them', () => {
    for (const text of [
      '['.repeat(100_000),
      '- '.repeat(50_000) + 'a',
      'members:\n' + ' '.repeat(200) + '- name: a\n',
    ]) {
      const { team, problems } = readTeamFile(text);
      assert.equal(team, null);
      assert.equal(problems[0]?.message, 'This file is nested too deeply to be read.');
    }
  });

  it('takes one number for a response as that of what is not urgent, and nothing urgent waits longer', () => {
    const responses = ['2 h', '8 h', '{ normal: 3 h }'].map(
      (response) => readTeamFile(`members: [{ name: a, response: ${response} }]`).team?.members[0]?.response,
    );
    assert.deepEqual(responses, [
      { normal: 2, urgent: 2 },
      { normal: 8, urgent: 4 },
      { normal: 3, urgent: 3 },
    ]);
  });

  it('quotes no control characters in what it says', () => {
    assert.deepEqual(
      problemsOf('members: [{ name: a, zone: "\\u001b[31m\\nX" }]').filter((each) => /\p{Cc}/u.test(each)),
      [],
    );
    assert.match(
      problemsOf('members: [{ name: a, zone: "\\u001b[31m\\nX" }]')[0] ?? '',
      /" \[31m X" is not a time zone/,
    );
  });

  it('follows honest aliases', () => {
    const { team, problems } = readTeamFile(
      'members:\n- { name: a, hours: &early 07:00-15:00 }\n- { name: b, hours: *early }\n',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(team?.members[1]?.week?.[1], [{ start: 420, end: 900 }]);
  });

  it('takes names for text, not for parts of the program', () => {
    const { team } = readTeamFile('members: [{ name: __proto__, __proto__: { zone: UTC } }]');
    assert.equal(team?.members[0]?.name, '__proto__');
    assert.equal(team?.members[0]?.zone, null);
    assert.equal(only('members: [{ name: "a\\u202Eb\\nc" }]').name, 'a b c');
  });
});
