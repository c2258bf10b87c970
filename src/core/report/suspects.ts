import type { BlamedLine, TouchedRange, TouchingCommit } from '../ports/history';
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
  readonly touched: readonly TouchedRange[];
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
  const newest = Math.max(...[...commits.values()].map(({ authoredAt }) => authoredAt.toMillis()));
  const ranked = [...commits.values()].map((commit) => {
    const own = lines.get(commit.sha) ?? [];
    const left = touched.find(({ sha }) => sha === commit.sha)?.changedAt ?? [];
    // Exact for the newest commit, near enough for those before it.
    const changed = left.map((at) => range.from + at);
    const [byLine, byChange] = [distanceTo(line, own), distanceTo(line, changed)];
    const isNew = lastWorked !== null && commit.authoredAt.toMillis() >= lastWorked.at.toMillis();
    const score =
      Math.max(byLine === null ? 0 : byLine === 0 ? 6 : byLine <= near ? 4 : 2, changeScore(byChange)) +
      (isNew ? 5 : 0) +
      (commits.size > 1 && commit.authoredAt.toMillis() === newest ? 2 : 0);
    return {
      commit,
      score,
      reasons: [
        placeReason(own, byLine, byChange, evidence),
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
  return ranked.slice(0, mostSuspects).map(({ commit: { sha, subject, authoredAt }, reasons }) => ({
    sha,
    subject,
    authoredAt,
    reasons,
  }));
}

function distanceTo(line: number, places: readonly number[]): number | null {
  return places.length === 0 ? null : Math.min(...places.map((each) => Math.abs(each - line)));
}

/** A change right beside the line may have broken it as well as one of the line itself. */
function changeScore(distance: number | null): number {
  if (distance === null) return 0;
  return distance <= 1 ? 5 : distance <= near ? 3.5 : 1.5;
}

function placeReason(
  own: readonly number[],
  byLine: number | null,
  byChange: number | null,
  { line, function: name }: Evidence,
): string {
  const inside = name === null ? 'the code around it' : codeSpan(name, 80);
  if (byLine === 0) return `it last touched line ${line}, which fails`;
  if (byChange !== null && byChange <= 1 && (byLine === null || byLine > 1))
    return `it changed or removed lines right beside line ${line}, which fails`;
  if (byLine === null) return `it changed or removed lines of ${inside}`;
  const nearest = own.find((each) => Math.abs(each - line) === byLine) ?? line;
  if (byLine <= near) return `it last touched line ${nearest}, next to the one that fails`;
  return own.length === 1
    ? `it last touched line ${own[0]} of ${inside}`
    : `it last touched ${own.length} lines of ${inside}`;
}

function day(time: DateTime): string {
  return time.toUTC().toFormat('d LLL yyyy HH:mm', { locale: 'en' }) + ' UTC';
}
