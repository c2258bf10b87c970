import type { BlamedLine, TouchingCommit } from '../ports/history';
import type { DateTime } from '../time/luxon';
import { codeSpan } from '../text/markdown';
import type { LineRange } from './function';

/** A commit that may have brought the fault in, and why it is suspected. A commit, never a person. */
export interface Suspect extends TouchingCommit {
  readonly reasons: readonly string[];
}

export interface Evidence {
  /** The line that fails, at HEAD. */
  readonly line: number;
  readonly function: string | null;
  readonly range: LineRange;
  readonly blamed: readonly BlamedLine[];
  /** Commits that changed the range, also those that only took lines away; newest first. */
  readonly touched: readonly TouchingCommit[];
  /** When the same run last succeeded, and what that run was; null when nothing is recorded. */
  readonly lastWorked: LastWorked | null;
}

export interface LastWorked {
  readonly at: DateTime;
  /** As Markdown, such as `task build` in a code span. */
  readonly what: string;
}

const near = 2;
const mostSuspects = 3;

/**
 * Ranks by what speaks for each: the failing line itself before its neighbours before the rest of the function, what
 * came after the last success before what was there already, the newer before the older.
 */
export function rankSuspects(evidence: Evidence): readonly Suspect[] {
  const { line, range, blamed, touched, lastWorked } = evidence;
  const commits = new Map<string, TouchingCommit>();
  const lines = new Map<string, number[]>();
  for (const each of blamed) {
    commits.set(each.sha, each);
    const known = lines.get(each.sha);
    if (known) known.push(each.line);
    else lines.set(each.sha, [each.line]);
  }
  for (const each of touched) if (!commits.has(each.sha)) commits.set(each.sha, each);
  const ranked = [...commits.values()].map((commit) => {
    const own = lines.get(commit.sha) ?? [];
    const distance = own.length === 0 ? null : Math.min(...own.map((each) => Math.abs(each - line)));
    const isNew = lastWorked !== null && commit.authoredAt.toMillis() >= lastWorked.at.toMillis();
    const nearness = distance === null ? 1 : distance === 0 ? 6 : distance <= near ? 4 : 2;
    return {
      commit,
      score: nearness + (isNew ? 5 : 0),
      reasons: [
        placeReason(own, distance, evidence),
        ...(isNew && lastWorked
          ? [`it came after ${lastWorked.what} last succeeded (${day(lastWorked.at)})`]
          : []),
        ...(lastWorked !== null && !isNew ? [`it was there when ${lastWorked.what} last succeeded`] : []),
      ],
    };
  });
  ranked.sort(
    (one, other) =>
      other.score - one.score || other.commit.authoredAt.toMillis() - one.commit.authoredAt.toMillis(),
  );
  // Code that nobody touched since it was first written whole tells nothing beside the line's own commit.
  const kept = ranked.filter(({ score }, index) => index === 0 || score >= 2 || range.to === range.from);
  return kept.slice(0, mostSuspects).map(({ commit: { sha, subject, authoredAt }, reasons }) => ({
    sha,
    subject,
    authoredAt,
    reasons,
  }));
}

function placeReason(own: readonly number[], distance: number | null, { line, ...rest }: Evidence): string {
  const inside = rest.function === null ? 'the code around it' : codeSpan(rest.function, 80);
  if (distance === null) return `it changed or removed lines of ${inside}`;
  if (distance === 0) return `it last touched line ${line}, which fails`;
  const nearest = own.find((each) => Math.abs(each - line) === distance) ?? line;
  if (distance <= near) return `it last touched line ${nearest}, next to the one that fails`;
  return own.length === 1
    ? `it last touched line ${own[0]} of ${inside}`
    : `it last touched ${own.length} lines of ${inside}`;
}

function day(time: DateTime): string {
  return time.toUTC().toFormat('d LLL yyyy HH:mm', { locale: 'en' }) + ' UTC';
}
