import { resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { MemberNow, Teammate } from '../core/team/model';
import type { TeamReading } from '../usecases/readTeam';
import { readFlags } from './flags';
import type { ExitStatus, Io, Verb } from './verb';

const help = `baton team [DIR]: who is awake

What time it is for each teammate, who works now, who takes over next, when you overlap. The team is read from
.baton/team.yml at the repository's root; without one, from who committed in the 30 days before.

  --at TIME     the instant to look at (default: now); nothing later than it is looked at
  --team FILE   the team file (default: .baton/team.yml at the repository's root)
  --days N      how many days ahead overlaps and gaps are looked for (default: 7, at most 366)
  --zone ZONE   the time zone of times without an offset, and of those printed (default: this machine's)
  --state DIR   where Baton keeps its own data, such as what it read of the history, so as not to read it again
  --json        print one JSON value

A time is ISO 8601, or a date: 2026-11-19, 2026-11-19T18:00, 2026-11-19T18:00+05:30.
Exit status: 0 done; 2 the call or the team file is wrong (members that could be read are printed all the same).
`;

interface Call {
  readonly directory: string;
  readonly at: string | null;
  readonly team: string | null;
  readonly days: number;
  readonly zone: string | null;
  readonly state: string | null;
  readonly json: boolean;
}

function readCall(args: readonly string[], cwd: string): Call {
  const { flags, rest } = readFlags('team', args, {
    at: 'value',
    team: 'value',
    days: 'value',
    zone: 'value',
    state: 'value',
    json: 'switch',
  });
  if (rest.length > 1)
    throw new UserError(`baton team looks at one folder, and ${rest.length} were given. Name one.`);
  const days = flags.days ?? '7';
  if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > 366)
    throw new UserError(`--days: "${days.slice(0, 20)}" is not a number of days. Give one from 1 to 366.`);
  return {
    directory: resolve(cwd, rest[0] ?? '.'),
    at: flags.at,
    team: flags.team === null ? null : resolve(cwd, flags.team),
    days: Number(days),
    zone: flags.zone,
    state: flags.state === null ? null : resolve(cwd, flags.state),
    json: flags.json,
  };
}

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const call = readCall(args, io.cwd);
  const [{ readTeam, unreadable }, { isZone, instantIn }, { parseTime }, { zoneAdvice }] = await Promise.all([
    import('../usecases/readTeam'),
    import('../core/time/zone'),
    import('../core/time/parse'),
    import('../core/time/suggest'),
  ]);
  if (call.zone !== null && !isZone(call.zone)) throw new UserError(`--zone: ${zoneAdvice(call.zone)}`);
  const zone = call.zone ?? (isZone(io.ports.machine.zone) ? io.ports.machine.zone : 'UTC');
  // Whole seconds: what is printed is what was looked at.
  const now = Math.floor(io.now() / 1000) * 1000;
  const at = call.at === null ? instantIn(now, zone) : parseTime(call.at, zone, '--at');
  const store = await io.ports.state(call.state ?? undefined);
  const reading = await readTeam(
    {
      directory: call.directory,
      teamFile: call.team,
      at,
      days: call.days,
      inferFromCommits: 'recent',
      signal: io.signal,
    },
    {
      git: io.ports.git,
      files: io.ports.files,
      state: store,
      stamps: (commonDirectory) => store.stamps(commonDirectory),
    },
  );
  const { file, problems } = reading;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (file !== null && reading.team.source === 'commits') throw new UserError(unreadable(file, problems));
  await io.stdout(call.json ? `${JSON.stringify(await jsonOf(reading), null, 2)}\n` : await proseOf(reading));
  // An error is told once, by the exit status' own line, which also counts what else is wrong.
  if (file !== null && errors.length > 0) throw new UserError(unreadable(file, problems));
  for (const warning of await zoneWarnings(reading, io.ports.machine.zoneData)) io.stderr(warning);
  for (const { line, column, message } of problems) io.stderr(`${file}:${line}:${column}: ${message}`);
  return 0;
}

/** Whose clock is wrong here because the runtime's zone data is older than the rules of their zone. */
async function zoneWarnings({ team, now }: TeamReading, running: string): Promise<string[]> {
  const [{ isOlder, rightOffset }, { rulesOf }] = await Promise.all([
    import('../core/time/recent'),
    import('../core/time/rules'),
  ]);
  const wrong = team.members.flatMap(({ name, zone }) => {
    const right = zone === null ? null : rightOffset(zone, now.at.toMillis(), rulesOf(zone));
    return right === null
      ? []
      : `${name}'s clock is wrong here: time zone data ${running} is older than the rules of ${zone}. Update Node.js, or declare zone: ${right} until then.`;
  });
  const { zoneData } = team;
  if (wrong.length > 0 || zoneData === undefined || running === '' || !isOlder(running, zoneData))
    return wrong;
  return [`The team file needs time zone data ${zoneData}, and this is ${running}: update Node.js.`];
}

async function jsonOf({ now }: TeamReading): Promise<unknown> {
  const [{ isoOf }, { formatOffset }] = await Promise.all([
    import('../core/time/format'),
    import('../core/time/zone'),
  ]);
  const { holder, next } = now.baton;
  return {
    at: isoOf(now.at),
    source: now.source,
    members: now.members.map(({ member, localTime, state, until, onCall }) => ({
      name: member.name,
      ...(member.login === undefined ? {} : { login: member.login }),
      zone: member.zone,
      offset: localTime && formatOffset(localTime.offset),
      localTime: localTime && isoOf(localTime),
      state,
      until: until && isoOf(until),
      onCall,
      zoneFrom: member.zoneFrom,
      ...(member.candidates === undefined ? {} : { candidates: member.candidates }),
    })),
    baton: { holder, next: next && { name: next.name, startsAt: isoOf(next.startsAt) } },
    overlaps: now.overlaps.map(({ start, end, members }) => ({
      start: isoOf(start),
      end: isoOf(end),
      members,
    })),
    gaps: now.gaps.map(({ start, end }) => ({ start: isoOf(start), end: isoOf(end) })),
  };
}

/** How many overlaps or gaps are printed before the rest is only counted. */
const SHOWN = 5;

async function proseOf({ now }: TeamReading): Promise<string> {
  const [{ formatLength }, { rightOffset }, { rulesOf }] = await Promise.all([
    import('../core/time/format'),
    import('../core/time/recent'),
    import('../core/time/rules'),
  ]);
  const lengthFromNow = (time: { toMillis(): number }): string =>
    formatLength(time.toMillis() - now.at.toMillis());
  const clock = (time: { toFormat(format: string, options: object): string }, format: string): string =>
    time.toFormat(format, { locale: 'en' });
  const { holder, next } = now.baton;

  const working = now.members.filter(({ state }) => state === 'working').length;
  const known = now.members.some(({ state }) => state !== null);
  const count = now.members.length;
  const takesOver = next
    ? `, ${next.name} ${working === 0 ? 'starts' : 'takes over'} in ${lengthFromNow(next.startsAt)}`
    : '';
  const head =
    count === 0
      ? 'Nobody committed here in the 30 days before. Write .baton/team.yml to say who is on the team.'
      : known
        ? `${working === 0 ? 'Nobody works now' : `${working} working`}${takesOver}`
        : `${count} ${count === 1 ? 'person' : 'people'}; nobody's working hours are known.${
            now.source === 'commits' ? ' Write .baton/team.yml to declare them.' : ''
          }`;

  const stateOf = ({ state, until, startsAt }: MemberNow): string => {
    switch (state) {
      case 'working':
        return until ? `working until ${clock(until, 'HH:mm')}` : 'working round the clock';
      case 'off-hours':
        return startsAt ? `back in ${lengthFromNow(startsAt)}` : 'off hours';
      case 'day-off':
        return until ? `day off until ${clock(until, 'ccc')}` : 'day off';
      case 'on-leave':
        return until ? `on leave until ${clock(until, 'ccc d LLL')}` : 'on leave';
      case null:
        return 'hours not known';
    }
  };
  const right = ({ zone }: Teammate): string | null =>
    zone === null ? null : rightOffset(zone, now.at.toMillis(), rulesOf(zone));
  const nameWidth = Math.min(30, Math.max(0, ...now.members.map(({ member }) => member.name.length)));
  const rows = now.members.map((row) => {
    const { member, localTime, onCall } = row;
    const time = localTime
      ? `${clock(localTime, 'ccc HH:mm')} UTC${clock(localTime, 'ZZ')}`
      : 'zone not known';
    const notes = [
      stateOf(row),
      ...(member.name === holder ? ['holds the baton'] : []),
      ...(member.name === next?.name ? ['next'] : []),
      ...(onCall ? ['on call'] : []),
      ...(member.zoneFrom === 'commits' ? ['from commits'] : []),
      ...(right(member) === null ? [] : [`old zone data: ${right(member)} is right`]),
    ];
    return `  ${member.name.padEnd(nameWidth)}  ${time.padEnd(19)}  ${notes.join(' · ')}`;
  });

  const listed = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : [
          '',
          title,
          ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
          ...(lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more (--json lists all)`] : []),
        ];
  const range = (start: MemberNow['until'] & object, end: MemberNow['until'] & object): string =>
    `${clock(start, 'ccc d LLL HH:mm')} – ${clock(end, start.hasSame(end, 'day') ? 'HH:mm' : 'ccc d LLL HH:mm')}`;
  const place = `(times in ${now.at.zoneName})`;
  return [
    head,
    '',
    ...rows,
    ...listed(
      `Working at the same time ${place}:`,
      now.overlaps.map(({ start, end, members }) => `${range(start, end)}  ${members.join(', ')}`),
    ),
    ...listed(
      `Nobody works ${place}:`,
      now.gaps.map(({ start, end }) => range(start, end)),
    ),
    '',
  ].join('\n');
}

export const team: Verb = {
  name: 'team',
  summary: 'who is awake: local times, who works now and next, when you overlap',
  help,
  run,
};
