import type { ReportFacts } from './facts';
import { blank } from './reproduce';

type Say = (text: string, limit?: number) => string;

/** One line: what it ran on and with, how that was set up, and the state of the repository. */
export function environmentText(facts: ReportFacts, say: Say, code: Say): string {
  const { runtime, machine, packageVersion, packages, settings, git, tracedAt } = facts;
  const parts: string[] = [];
  if (runtime) parts.push(say(runtime));
  if (machine !== null) parts.push(say(machine));
  if (packageVersion) {
    const version = packageVersion.version ? ` ${code(packageVersion.version)}` : '';
    parts.push(packageVersion.name ? `${code(packageVersion.name)}${version}` : `version${version}`);
  }
  for (const { name, version } of packages) {
    parts.push(version === null ? code(name) : `${code(name)} ${code(version)}`);
  }
  for (const { name, value } of settings)
    parts.push(value === null ? `${code(name)} set` : `${code(name)} ${code(value, 160)}`);
  if (git?.head) {
    const branch = git.branch === null ? 'detached' : `branch ${code(git.branch)}`;
    const state =
      git.changedPaths === 0
        ? 'clean'
        : `${git.changedPaths} changed ${git.changedPaths === 1 ? 'path' : 'paths'}`;
    parts.push(`${branch} at ${code(git.head.slice(0, 10))}, ${state}`);
  }
  if (tracedAt !== null)
    parts.push(`the trace is of ${code(tracedAt.slice(0, 10))}, its lines carried to today’s`);
  const known = parts.join(', ');
  if (machine !== null) return `**Environment:** ${known}`;
  const asked = blank('the system and runtime it ran on: the trace is from another machine');
  return `**Environment:** ${known === '' ? '' : `${known}. `}${asked}`;
}
