import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files/index';
import { createGit } from '../../../src/adapters/git/index';
import { createStateStore } from '../../../src/adapters/state/index';
import { UserError } from '../../../src/core/errors';
import { rightOffset } from '../../../src/core/time/recent';
import { rulesOf } from '../../../src/core/time/rules';
import { zoneOf } from '../../../src/core/time/zone';
import { team } from '../../../src/terminal/team';
import type { Io, Ports } from '../../../src/terminal/verb';

const AT = '2026-11-20T12:00:00Z';
const DAY = 86_400;

describe('baton team', () => {
  // Real repositories, on machines that may be busy.
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'baton-team-')));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const git = (directory: string, args: readonly string[], input?: string): string =>
    execFileSync('git', args, { cwd: directory, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'] });

  async function run(args: readonly string[], zone = 'UTC') {
    let stdout = '';
    const stderr: string[] = [];
    const unused = (): never => assert.fail('not needed here');
    const ports: Ports = {
      git: createGit(),
      files: createFiles(),
      machine: { os: '', zone, zoneData: '2025c' },
      state: () => Promise.resolve(createStateStore(join(root, 'state'))),
      gitHub: unused,
      sharing: unused,
    };
    const io: Io = {
      stdout: (text) => {
        stdout += text;
        return Promise.resolve();
      },
      stderr: (line) => stderr.push(line),
      stdin: unused,
      cwd: root,
      env: {},
      ports,
      signal: new AbortController().signal,
      now: () => Date.parse(AT) + 999,
    };
    const status = await team.run(args, io).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      stderr.push(error.message);
      return 2;
    });
    return { status, stdout, stderr, json: <T>() => JSON.parse(stdout) as T };
  }

  function writeTeam(text: string): void {
    mkdirSync(join(root, '.baton'), { recursive: true });
    writeFileSync(join(root, '.baton/team.yml'), text);
  }

  /** Commits by several people every other day for `days` days up to (and past) AT, each in their own zone. */
  function writeHistory(
    directory: string,
    people: readonly (readonly [string, string])[],
    days: number,
    past = 0,
  ): void {
    git(directory, ['init', '-q', '-b', 'main']);
    const last = Date.parse(AT) / 1000;
    const commits: string[] = [];
    for (let day = days; day > -past; day -= 2) {
      for (const [name, zone] of people) {
        const at = last - day * DAY + 60;
        const minutes = zoneOf(zone).offset(at * 1000);
        const size = Math.abs(minutes);
        const hhmm = Math.floor(size / 60) * 100 + (size % 60);
        const who = `${name} <${name}@example.com> ${at} ${minutes < 0 ? '-' : '+'}${String(hhmm).padStart(4, '0')}`;
        commits.push(`commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata 1\nx\n`);
      }
    }
    git(directory, ['fast-import', '--quiet'], commits.join(''));
  }

  it('knows what the editor’s settings say privately of the members', async () => {
    git(root, ['init', '-q']);
    writeTeam('members:\n- { name: ada, zone: UTC, hours: 8-16 }\n- { name: bo, zone: UTC, hours: 8-16 }\n');
    const states = async () => {
      const { json } = await run(['--at', AT, '--json']);
      return json<{ members: { name: string; state: string }[] }>().members.map(({ name, state }) => [
        name,
        state,
      ]);
    };
    const { privateTeam } = createStateStore(join(root, 'state'));
    await privateTeam.write([{ name: 'ada', leave: AT.slice(0, 10) }]);
    assert.deepEqual(await states(), [
      ['bo', 'working'],
      ['ada', 'on-leave'],
    ]);
    await privateTeam.write([]);
    assert.deepEqual(
      (await states()).map(([, state]) => state),
      ['working', 'working'],
    );
  });

  it('says in the row and beside it whose clock is wrong by old zone data, and of nobody else', async () => {
    git(root, ['init', '-q']);
    writeTeam(
      'members:\n- { name: vic, zone: America/Vancouver }\n- { name: lax, zone: America/Los_Angeles }\n',
    );
    const { stdout, stderr } = await run(['--at', AT]);
    const right = rightOffset('America/Vancouver', Date.parse(AT), rulesOf('America/Vancouver'));
    // What runs these tests may know the rules of 2026 or not.
    assert.equal(/^ {2}vic .* old zone data: UTC-07:00 is right$/m.test(stdout), right !== null);
    assert.equal(stderr.length, right === null ? 0 : 1);
    assert.doesNotMatch(`${stdout} ${stderr.join()}`, /lax.*(?:old zone data|is wrong)/);
  });

  it('prints what the team file says, by the agreed keys', async () => {
    git(root, ['init', '-q']);
    writeTeam(
      'members:\n- { name: pune-dev, login: pune, zone: Asia/Kolkata, hours: 09:30-18:30 }\n- { name: lisbon-dev, zone: Europe/Lisbon, hours: 12:00-20:00 }\n',
    );
    const { status, stderr, json } = await run(['--at', AT, '--days', '1', '--json']);
    assert.deepEqual([status, stderr], [0, []]);
    assert.deepEqual(json(), {
      at: '2026-11-20T12:00:00+00:00',
      source: 'file',
      members: [
        {
          name: 'lisbon-dev',
          zone: 'Europe/Lisbon',
          offset: '+00:00',
          localTime: '2026-11-20T12:00:00+00:00',
          state: 'working',
          until: '2026-11-20T20:00:00+00:00',
          onCall: false,
          zoneFrom: 'declared',
        },
        {
          name: 'pune-dev',
          login: 'pune',
          zone: 'Asia/Kolkata',
          offset: '+05:30',
          localTime: '2026-11-20T17:30:00+05:30',
          state: 'working',
          until: '2026-11-20T18:30:00+05:30',
          onCall: false,
          zoneFrom: 'declared',
        },
      ],
      baton: { holder: 'pune-dev', next: { name: 'lisbon-dev', startsAt: '2026-11-23T12:00:00+00:00' } },
      overlaps: [
        {
          start: '2026-11-20T12:00:00+00:00',
          end: '2026-11-20T13:00:00+00:00',
          members: ['pune-dev', 'lisbon-dev'],
        },
      ],
      gaps: [{ start: '2026-11-20T20:00:00+00:00', end: '2026-11-21T12:00:00+00:00' }],
    });
  });

  it('looks at now, in whole seconds and in the zone of the machine, when told nothing else', async () => {
    writeTeam('members: [{ name: a, zone: UTC }]');
    const { json } = await run(['--json'], 'Asia/Kolkata');
    assert.equal(json<{ at: string }>().at, '2026-11-20T17:30:00+05:30');
  });

  it('says the conclusion first, then one line a person', async () => {
    writeTeam(
      'members:\n- { name: pune-dev, zone: Asia/Kolkata, hours: 09:30-18:30 }\n- { name: lisbon-dev, zone: Europe/Lisbon, hours: 12:24-20:00 }\n',
    );
    const { stdout } = await run([]);
    assert.deepEqual(stdout.split('\n').slice(0, 4), [
      '1 working, lisbon-dev takes over in 24 min',
      '',
      '  pune-dev    Fri 17:30 UTC+05:30  working until 18:30 · holds the baton',
      '  lisbon-dev  Fri 12:00 UTC+00:00  back in 24 min · next',
    ]);
  });

  it('says where the zone data is older than what the team file needs', async () => {
    writeTeam('zone-data: 2026b\nmembers: [{ name: a, zone: UTC }]');
    const { status, stderr } = await run(['--json']);
    assert.equal(status, 0);
    assert.deepEqual(stderr, [
      'The team file needs time zone data 2026b, and this is 2025c: update Node.js.',
    ]);
    writeTeam('zone-data: 2025c\nmembers: [{ name: a, zone: UTC }]');
    assert.deepEqual((await run(['--json'])).stderr, []);
  });

  it('tells who committed lately, and their zones from commits, without a team file', async () => {
    writeHistory(
      root,
      [
        ['ada', 'Europe/Berlin'],
        ['bo', 'America/Phoenix'],
        ['ci', 'UTC'],
      ],
      400,
    );
    const { status, json } = await run(['--json', '--at', AT]);
    assert.equal(status, 0);
    const { source, members } = json<{ source: string; members: Record<string, unknown>[] }>();
    assert.equal(source, 'commits');
    const { candidates, ...ada } = members.find(({ name }) => name === 'ada') ?? {};
    assert.deepEqual(ada, {
      name: 'ada',
      zone: 'Europe/Berlin',
      offset: '+01:00',
      localTime: '2026-11-20T13:00:00+01:00',
      state: null,
      until: null,
      onCall: false,
      zoneFrom: 'commits',
    });
    assert((candidates as string[]).includes('Europe/Paris'));
    assert.equal(members.find(({ name }) => name === 'bo')?.['zone'], 'America/Phoenix');
    const { zone, zoneFrom, localTime } = members.find(({ name }) => name === 'ci') ?? {};
    assert.deepEqual([zone, zoneFrom, localTime], [null, 'unknown', null]);
  });

  it('says the same as on a clone that was cut off at that time', async () => {
    const [whole, cut] = [join(root, 'whole'), join(root, 'cut')];
    mkdirSync(whole);
    writeHistory(
      whole,
      [
        ['ada', 'Europe/Berlin'],
        ['bo', 'America/Denver'],
      ],
      100,
      60,
    );
    const before = git(whole, ['rev-list', '-1', `--before=${AT}`, 'main']).trim();
    assert.notEqual(before, git(whole, ['rev-parse', 'main']).trim());
    git(root, ['clone', '-q', whole, cut]);
    git(cut, ['reset', '-q', '--hard', before]);
    git(cut, ['update-ref', '-d', 'refs/remotes/origin/HEAD']);
    git(cut, ['update-ref', '-d', 'refs/remotes/origin/main']);
    // What was authored before, but committed after, is not in the cut clone either.
    const env = {
      ...process.env,
      GIT_AUTHOR_DATE: '2026-11-19T00:00:00+0900',
      GIT_COMMITTER_DATE: '2026-12-24T00:00:00Z',
    };
    execFileSync(
      'git',
      ['-c', 'user.name=late', '-c', 'user.email=l@x.y', 'commit', '-q', '--allow-empty', '-m', 'x'],
      { cwd: whole, env },
    );
    const [first, second] = await Promise.all([
      run([whole, '--json', '--at', AT]),
      run([cut, '--json', '--at', AT]),
    ]);
    assert.deepEqual(first.json(), second.json());
    assert.equal(first.json<{ members: unknown[] }>().members.length, 2);
  });

  it('joins the addresses that .mailmap joins', async () => {
    writeHistory(
      root,
      [
        ['ada', 'Europe/Berlin'],
        ['lovelace', 'Europe/Berlin'],
      ],
      20,
    );
    writeFileSync(
      join(root, '.mailmap'),
      'Ada <ada@example.com>\nAda <ada@example.com> <lovelace@example.com>\n',
    );
    const { json } = await run(['--json', '--at', AT]);
    assert.deepEqual(
      json<{ members: { name: string }[] }>().members.map(({ name }) => name),
      ['Ada'],
    );
  });

  it('joins addresses by the .mailmap of that time, and not by a later one', async () => {
    const people = [
      ['ada', 'Europe/Berlin'],
      ['lovelace', 'Europe/Berlin'],
    ] as const;
    const names = async () =>
      (await run(['--json', '--at', AT]))
        .json<{ members: { name: string }[] }>()
        .members.map(({ name }) => name)
        .sort();
    const commit = (date: string, text: string) => {
      git(root, ['reset', '-q', '--hard']);
      writeFileSync(join(root, '.mailmap'), text);
      git(root, ['add', '.mailmap']);
      execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com', 'commit', '-qm', 'x'], {
        cwd: root,
        env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      });
    };
    const mailmap = (name: string) =>
      `${name} <ada@example.com>\n${name} <ada@example.com> <lovelace@example.com>\n`;
    writeHistory(root, people, 20);
    const start = git(root, ['rev-parse', 'main']).trim();
    commit('2026-12-24T00:00:00+0100', mailmap('Ada'));
    assert.deepEqual(await names(), ['ada', 'lovelace']);
    git(root, ['reset', '-q', '--hard', start]);
    commit('2026-11-19T00:00:00+0100', mailmap('Ada'));
    commit('2026-12-24T00:00:00+0100', mailmap('Countess'));
    assert.deepEqual(await names(), ['Ada']);
  });

  it('prints who could be read, then says what is wrong in the file, and where', async () => {
    writeTeam('members:\n- name: a\n  zone: Europe/Berln\n- name: b\n  zone: UTC\n  zome: 1\n');
    const { status, json, stderr } = await run(['--json']);
    assert.equal(status, 2);
    assert.equal(json<{ members: unknown[] }>().members.length, 2);
    assert.deepEqual(stderr, [
      `${root}/.baton/team.yml:3:9: "Europe/Berln" is not a time zone. Did you mean Europe/Berlin? (and 1 more)`,
    ]);
  });

  it('places a wrong indent, and ends with status 2', async () => {
    writeTeam('members:\n  - name: a\n    zone: UTC\n   login: b\n');
    const { status, stderr } = await run([]);
    assert.equal(status, 2);
    assert.deepEqual(stderr, [
      `${root}/.baton/team.yml:4:4: This line is indented wrongly. Line it up with the keys or the "-" that it belongs to.`,
    ]);
  });

  it('only warns of an unknown key', async () => {
    writeTeam('members: [{ name: a, zone: UTC, zome: 1 }]');
    const { status, stderr } = await run(['--json']);
    assert.equal(status, 0);
    assert.match(stderr.join(), /team\.yml:1:33: "zome" is not a key of a member\. Did you mean "zone"\?$/);
  });

  const refused: readonly (readonly [string, readonly string[], string | null, RegExp])[] = [
    ['a file that is no team file', [], 'hello', /team\.yml:1:1: This file names no members/],
    ['a file that is not there', ['--team', 'nope.yml'], null, /There is no team file at .*nope\.yml: check/],
    ['a folder for a file', ['--team', '.'], null, /cannot be read: it is a folder/],
    [
      'a folder without a repository and a file',
      [],
      null,
      /is in no git repository and has no \.baton\/team\.yml: run/,
    ],
    ['an unknown flag', ['--bogus'], null, /unknown flag '--bogus'; see "baton team --help"/],
    ['a flag given twice', ['--days', '1', '--days', '2'], null, /--days is given 2 times: give it once/],
    ['two folders', ['a', 'b'], null, /one folder/],
    ['a time that is none', ['--at', 'soon'], null, /--at: "soon" is not a time/],
    [
      'a zone that is none',
      ['--zone', 'IST'],
      null,
      /--zone: "IST" .* Asia\/Kolkata, Europe\/Dublin or Asia\/Jerusalem/,
    ],
    ['days that are none', ['--days', '-1'], null, /.+/],
    ['too many days', ['--days', '1000'], null, /--days: "1000" is not a number of days/],
  ];
  for (const [what, args, text, sentence] of refused) {
    it(`refuses ${what} in one line`, async () => {
      if (text !== null) writeTeam(text);
      const { status, stdout, stderr } = await run([...args, '--json']);
      assert.deepEqual([status, stdout, stderr.length], [2, '', 1]);
      assert.match(stderr[0] ?? '', sentence);
      assert(!stderr[0]?.includes('\n'));
    });
  }

  it('does not follow a link that leads out of the repository', async () => {
    const repository = join(root, 'repository');
    mkdirSync(repository);
    git(repository, ['init', '-q']);
    writeTeam('members: [{ name: secret }]');
    symlinkSync(join(root, '.baton'), join(repository, '.baton'));
    const { status, stdout, stderr } = await run([repository, '--json']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr[0] ?? '', /leads out of the repository/);
  });

  it('says what to do in a repository without commits', async () => {
    git(root, ['init', '-q']);
    const { status, stdout } = await run([]);
    assert.equal(status, 0);
    assert.match(stdout, /Nobody committed here in the 30 days before\. Write \.baton\/team\.yml/);
  });
});
