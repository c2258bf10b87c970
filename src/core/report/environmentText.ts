import type { ReportFacts } from './facts';
import { blank } from './reproduce';

type Say = (text: string, limit?: number) => string;

/** One line: what it ran on and with, and the state of the repository. */
export function environmentText(facts: ReportFacts, say: Say, code: Say): string {
  const { runtime, machine, packageVersion, packages, git, tracedAt } = facts;
  const parts: string[] = [];
  if (runtime) parts.push(say(runtime));
  parts.push(
    machine === null
      ? blank('the system and runtime it ran on: the trace is from another machine')
      : say(machine),
  );
  if (packageVersion) {
    const version = packageVersion.version ? ` ${code(packageVersion.version)}` : '';
    parts.push(packageVersion.name ? `${code(packageVersion.name)}${version}` : `version${version}`);
  }
  for (const { name, version } of packages) {
    parts.push(version === null ? code(name) : `${code(name)} ${code(version)}`);
  }
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
  return `**Environment:** ${parts.join(', ')}`;
}
