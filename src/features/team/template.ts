import type { Collaborator } from '../../core/ports/collaborators';
import type { Team, Teammate } from '../../core/team/model';
import { oneLine, visible } from '../../core/text/visible';

/** The text of a new team file: what is known of a team, for a person to correct and to save. */
export function teamFileText(team: Team, collaborators: readonly Collaborator[] = []): string {
  const known = [...team.members.map(memberText), ...newcomers(team, collaborators).map(newcomerText)];
  const members = known.length > 0 ? known : [example];
  return [
    '# Who is on the team and when each of them works, on their own clock. Correct what is wrong, then commit this',
    '# file: everybody who uses Baton here sees the same. Per member there may also be: login, hours, days, leave',
    '# (2026-12-24 – 2027-01-02) and on-call.',
    'hours: 09:00-17:00',
    'days: mon-fri',
    'members:',
    ...members,
    '',
  ].join('\n');
}

/** Who works on the repository by GitHub, and is not among those who committed lately. */
function newcomers({ members }: Team, collaborators: readonly Collaborator[]): readonly Collaborator[] {
  const names = new Set(
    members.flatMap(({ name, login }) => [name, login ?? name].map((each) => each.toLowerCase())),
  );
  return collaborators.filter(
    ({ login, name }) => !names.has(login.toLowerCase()) && !names.has((name ?? login).toLowerCase()),
  );
}

const newcomerText = ({ login, name }: Collaborator): string =>
  [
    `  - name: ${scalar(oneLine(visible(name ?? '')) || login)} # works on the repository, by GitHub`,
    `    login: ${scalar(login)}`,
    '    # zone: Europe/Lisbon',
  ].join('\n');

const example = ['  - name: Asha', '    login: asha', '    zone: Asia/Kolkata'].join('\n');

function memberText({ name, login, emails, zone, candidates }: Teammate): string {
  const others = (candidates ?? []).filter((each) => each !== zone).slice(0, 3);
  const doubt = others.length > 0 ? ` # or ${others.join(', ')}?` : ' # from commits';
  return [
    `  - name: ${scalar(name)}`,
    ...(login === undefined ? [] : [`    login: ${scalar(login)}`]),
    ...(emails.length === 0 ? [] : [`    emails: [${emails.map(scalar).join(', ')}]`]),
    ...(zone === null ? ['    # zone: Europe/Lisbon'] : [`    zone: ${scalar(zone)}${doubt}`]),
  ].join('\n');
}

/** A YAML scalar that reads back as the same text, whatever was in a commit. JSON's strings are YAML's. */
function scalar(text: string): string {
  const isPlain =
    /^[\p{L}][\p{L}\p{N} ._/+@-]*$/u.test(text) &&
    !/\s$|^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
