import assert from 'node:assert/strict';
import { teamFromCommits, withInferredZones } from '../../../src/core/team/fromCommits';
import { createInference } from '../../../src/core/team/infer';
import { readTeamFile } from '../../../src/core/team/file';
import { createEvidence, isMachine, loginOf } from '../../../src/core/team/people';
import { DateTime } from '../../../src/core/time/luxon';
import { DAY } from '../../../src/core/time/rules';
import { zoneOf } from '../../../src/core/time/zone';
import { seeded } from '../time/differential';

const AT = Date.UTC(2026, 10, 20, 12);
/** [days before AT, zone or offset] from the oldest day to the newest; a commit every other day. */
type Stay = readonly [number, number, string | number];

function infer(...stays: readonly Stay[]) {
  const evidence = createEvidence();
  for (const [from, to, where] of stays) {
    for (let day = from; day >= to; day -= 2) {
      const at = AT - day * DAY - 3_600_000;
      const offset = typeof where === 'number' ? where : zoneOf(where).offset(at);
      evidence.add({ name: 'a', email: 'a@b.c', epochSeconds: at / 1000, offsetMinutes: offset });
    }
  }
  return createInference(AT).zoneOf(evidence.people()[0]?.sightings ?? []);
}

describe('a zone from commits', () => {
  const told: readonly (readonly [string, readonly Stay[], string])[] = [
    ['tells Berlin from Tunis by daylight saving time', [[400, 0, 'Europe/Berlin']], 'Europe/Berlin'],
    ['tells Lagos from Berlin', [[400, 0, 'Africa/Lagos']], 'Africa/Lagos'],
    ['tells Phoenix from Denver', [[400, 0, 'America/Phoenix']], 'America/Phoenix'],
    ['tells Denver from Phoenix', [[400, 0, 'America/Denver']], 'America/Denver'],
    ['tells London from Lagos by its winter at +0000', [[400, 0, 'Europe/London']], 'Europe/London'],
    ['knows 45-minute zones', [[30, 0, 'Asia/Kathmandu']], 'Asia/Kathmandu'],
    ['knows Lord Howe', [[400, 0, 'Australia/Lord_Howe']], 'Australia/Lord_Howe'],
    ['takes the populous one of those that fit', [[16, 0, -480]], 'America/Los_Angeles'],
    [
      'overlooks a journey',
      [
        [400, 202, 'Europe/Berlin'],
        [200, 190, 'Asia/Tokyo'],
        [188, 0, 'Europe/Berlin'],
      ],
      'Europe/Berlin',
    ],
    [
      'overlooks a journey that goes on',
      [
        [400, 12, 'Europe/Berlin'],
        [10, 0, 'Asia/Tokyo'],
      ],
      'Europe/Berlin',
    ],
    [
      'trusts a few days of now more than many of years ago',
      [
        [1_100, 1_000, 'Asia/Kolkata'],
        [12, 0, 'Asia/Tokyo'],
      ],
      'Asia/Tokyo',
    ],
    [
      'follows a move',
      [
        [600, 62, 'Europe/Berlin'],
        [60, 0, 'Asia/Tokyo'],
      ],
      'Asia/Tokyo',
    ],
    [
      'overlooks +0000 among others',
      [
        [400, 0, 'Europe/Berlin'],
        [399, 0, 0],
      ],
      'Europe/Berlin',
    ],
    ['says the offset where no zone has it', [[40, 0, 7 * 60 + 10]], 'UTC+07:10'],
  ];
  for (const [what, stays, zone] of told) it(what, () => assert.equal(infer(...stays).zone, zone));

  it('is unknown when all commits are at +0000', () => {
    assert.deepEqual(infer([400, 0, 0]), { zone: null, candidates: [] });
    assert.deepEqual(infer(), { zone: null, candidates: [] });
  });

  it('is unknown on a laptop set to UTC, a rare commit from elsewhere or an old one notwithstanding', () => {
    assert.equal(infer([400, 0, 0], [91, 89, 'Europe/Berlin']).zone, null);
    assert.equal(infer([600, 200, 'Europe/Berlin'], [198, 0, 0]).zone, null);
    assert.equal(infer([600, 40, 'Europe/Berlin'], [38, 0, 0]).zone, 'Europe/Berlin');
  });

  it('is London in spite of a stray clock, which Lagos would explain', () => {
    const { zone, candidates } = infer([400, 0, 'Europe/London'], [20, 19, 60]);
    assert.equal(zone, 'Europe/London');
    assert(!candidates.includes('Africa/Lagos'));
  });

  it('knows the rules that changed lately whatever the zone data here knows: Vancouver is no Phoenix', () => {
    const places = [
      ['America/Vancouver', -480, -420, Date.UTC(2026, 10, 1, 9), 'America/Phoenix'],
      ['America/Edmonton', -420, -360, Date.UTC(2026, 10, 1, 8), 'America/Regina'],
    ] as const;
    for (const [home, winter, summer, changed, other] of places) {
      const evidence = createEvidence();
      for (let at = AT - 600 * DAY; at < AT; at += 2 * DAY) {
        const offset = at >= changed ? summer : zoneOf(home).offset(at);
        assert(offset === winter || offset === summer);
        evidence.add({ name: 'a', email: 'a@b.c', epochSeconds: at / 1000, offsetMinutes: offset });
      }
      const { zone, candidates } = createInference(AT).zoneOf(evidence.people()[0]?.sightings ?? []);
      assert.equal(zoneOf(zone ?? 'UTC').offset(AT), summer, 'the offset that is right now');
      assert(candidates.includes(home), home);
      assert(!candidates.includes(other), other);
      // Who has a laptop with old data still writes the offsets of before.
      const { candidates: stale } = infer([600, 0, home]);
      assert(stale.includes(home));
    }
  });

  it('lists all zones that fit, and none that does not', () => {
    const { candidates } = infer([400, 0, 'Europe/Berlin']);
    assert.equal(candidates[0], 'Europe/Berlin');
    for (const fitting of ['Europe/Paris', 'Europe/Madrid', 'Africa/Ceuta'])
      assert(candidates.includes(fitting), fitting);
    for (const other of ['Africa/Tunis', 'Africa/Lagos', 'Europe/London', 'Europe/Athens'])
      assert(!candidates.includes(other), other);
  });

  it('predicts the offsets of the next 120 days for people who stay, far better than their last offset', () => {
    const random = seeded(7);
    const homes = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Sydney',
      'America/Phoenix',
      'Europe/Lisbon',
      'America/Sao_Paulo',
      'Pacific/Auckland',
    ];
    const [right, last, all] = [{ n: 0 }, { n: 0 }, { n: 0 }];
    for (const home of homes) {
      const zone = zoneOf(home);
      const at = Date.UTC(2024, Math.floor(random() * 24), 5);
      const evidence = createEvidence();
      for (let day = 500; day > 0; day -= 1 + Math.floor(random() * 4)) {
        const seen = at - day * DAY;
        evidence.add({
          name: 'a',
          email: 'a@b.c',
          epochSeconds: seen / 1000,
          offsetMinutes: zone.offset(seen),
        });
      }
      const { zone: inferred } = createInference(at).zoneOf(evidence.people()[0]?.sightings ?? []);
      assert(inferred !== null, home);
      for (let day = 0; day < 120; day++) {
        const then = at + day * DAY;
        all.n++;
        if (zoneOf(inferred).offset(then) === zone.offset(then)) right.n++;
        if (zone.offset(at - DAY) === zone.offset(then)) last.n++;
      }
    }
    assert(right.n / all.n >= 0.995, `${right.n} of ${all.n}`);
    assert(last.n / all.n < 0.9, `${last.n} of ${all.n}`);
  });
});

describe('people behind commits', () => {
  const at = DateTime.fromMillis(AT, { zone: 'utc' });
  const evidenceOf = (...stamps: readonly (readonly [string, string, number, number?])[]) => {
    const evidence = createEvidence();
    for (const [name, email, day, commits = 1] of stamps)
      for (let n = 0; n < commits; n++)
        evidence.add({ name, email, epochSeconds: (AT - day * DAY) / 1000 - n, offsetMinutes: 330 });
    return evidence;
  };

  it('are one when they share an address, a private GitHub address or a name', () => {
    const people = evidenceOf(
      ['Ada', 'ada@work.example', 3],
      ['Ada L.', 'ADA@work.example', 2],
      ['ada l.', '7+ada@users.noreply.github.com', 1],
      ['someone', 'ada@users.noreply.github.com', 5],
      ['root', 'x@one.example', 1],
      ['root', 'y@two.example', 1],
    ).people();
    assert.deepEqual(
      people.map(({ name, login, emails }) => [name, login, [...emails].sort()]),
      [
        [
          'ada l.',
          'ada',
          ['7+ada@users.noreply.github.com', 'ada@users.noreply.github.com', 'ada@work.example'],
        ],
        ['root', undefined, ['x@one.example']],
        ['root', undefined, ['y@two.example']],
      ],
    );
  });

  it('are teammates when they committed in the last 30 days, busiest first, at most 15, and no machines', () => {
    const many = Array.from(
      { length: 20 },
      (_, n) => [`n${String(n).padStart(2, '0')}`, `n${n}@x.y`, 5, 1] as const,
    );
    const { members, source } = teamFromCommits(
      evidenceOf(
        ...many,
        ['busy', 'b@x.y', 29, 3],
        ['gone', 'g@x.y', 31, 9],
        ['dependabot[bot]', 'd@x.y', 1, 9],
      ),
      at,
    );
    assert.equal(source, 'commits');
    assert.deepEqual(members.map(({ name }) => name).slice(0, 3), ['busy', 'n00', 'n01']);
    assert.equal(members.length, 15);
    assert.deepEqual(
      [members[0]?.zone, members[0]?.zoneFrom, members[0]?.week],
      ['Asia/Kolkata', 'commits', null],
    );
  });

  it('are all who ever committed where that is wanted, 300 at most', () => {
    const many = Array.from({ length: 320 }, (_, n) => [`n${n}`, `n${n}@x.y`, 5 + n, 1] as const);
    const evidence = evidenceOf(...many, ['founder', 'f@x.y', 700, 2]);
    const { members, ever } = teamFromCommits(evidence, at, 'all');
    assert.deepEqual([members[0]?.name, members.length, ever], ['founder', 300, true]);
    assert.equal(teamFromCommits(evidence, at).ever, undefined);
  });

  it('lend their zone to members of the file that declare none', () => {
    const { team } = readTeamFile(
      'members: [{ name: Ada, email: b@x.y }, { name: other, zone: UTC }, { name: nobody }]',
    );
    assert(team);
    const { members } = withInferredZones(
      team,
      evidenceOf(['busy', 'b@x.y', 2, 3], ['other', 'o@x.y', 2]),
      at,
    );
    assert.deepEqual(
      members.map(({ zone, zoneFrom }) => [zone, zoneFrom]),
      [
        ['Asia/Kolkata', 'commits'],
        ['UTC', 'declared'],
        [null, 'unknown'],
      ],
    );
  });

  it('are found by their address before somebody else is by the name, and machines are nobody', () => {
    const { team } = readTeamFile(
      'members: [{ name: Ada, email: a@x.y }, { name: "renovate[bot]" }, { name: Bo, login: BO }]',
    );
    assert(team);
    const evidence = createEvidence();
    const add = (name: string, email: string, offsetMinutes: number) =>
      evidence.add({ name, email, epochSeconds: AT / 1000 - 86_400, offsetMinutes });
    add('Ada', 'other@x.y', 540);
    add('someone', 'A@x.y', 330);
    add('renovate[bot]', 'r@x.y', 330);
    add('b', '1+bo@users.noreply.github.com', -180);
    assert.deepEqual(
      withInferredZones(team, evidence, at).members.map(({ zone }) => zone),
      ['Asia/Kolkata', null, 'America/Sao_Paulo'],
    );
  });

  it('stay teammates when one of their commits was made by a machine in their name', () => {
    const evidence = createEvidence();
    const add = (name: string, email: string, offsetMinutes: number, days: number) =>
      evidence.add({ name, email, epochSeconds: AT / 1000 - days * 86_400, offsetMinutes });
    for (let days = 1; days < 20; days++) add('Ada', 'a@x.y', 330, days);
    add('Ada', '41898282+github-actions[bot]@users.noreply.github.com', 0, 2);
    add('Ada', 'noreply@github.com', 0, 3);
    assert.deepEqual(
      teamFromCommits(evidence, at).members.map(({ name, emails, zone }) => [name, emails, zone]),
      [['Ada', ['a@x.y'], 'Asia/Kolkata']],
    );
  });

  it('have a login only where GitHub put it into the address', () => {
    assert.equal(loginOf('12+ada-l@users.noreply.github.com'), 'ada-l');
    assert.equal(loginOf('ada@users.noreply.github.com.evil.example'), null);
    assert.equal(loginOf('ada@example.com'), null);
  });

  it('have names that are safe to print', () => {
    const people = evidenceOf(['a\u001b[31mb\u202E', 'a@x.y', 1], ['', 'nameless@x.y', 2]).people();
    assert.deepEqual(
      people.map(({ name }) => name),
      ['a [31mb', 'nameless'],
    );
  });

  it('are not machines', () => {
    for (const [name, email] of [
      ['renovate[bot]', 'r@x'],
      ['release-bot', 'r@x'],
      ['GitHub', 'noreply@github.com'],
      ['x', '1+a[bot]@users.noreply.github.com'],
    ] as const)
      assert(isMachine(name, email), name);
    for (const [name, email] of [
      ['Abbot', 'a@x'],
      ['Talbot', 't@x'],
      ['GitHubber', 'g@x'],
    ] as const)
      assert(!isMachine(name, email), name);
  });
});
