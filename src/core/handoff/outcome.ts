import type { Commit } from '../ports/git';
import { codeSpan, escapeInline } from '../text/markdown';
import type { Numbered } from './code/numbered';
import { labelOf, rankOf, readSubject, type Subject } from './conventional';

/** How many things done are told by name; the rest is a number. */
const told = 3;

/** A group of commits of one kind, told as what was done. */
export interface Outcome {
  readonly label: string | null;
  readonly commits: readonly Commit[];
}

/** The commits by kind, the most telling kind first. */
export function byKind(commits: readonly Commit[]): Outcome[] {
  const groups = new Map<string | null, Commit[]>();
  for (const commit of commits) {
    const label = labelOf(readSubject(commit.subject).kind);
    const group = groups.get(label);
    if (group) group.push(commit);
    else groups.set(label, [commit]);
  }
  return [...groups]
    .map(([label, group]) => ({ label, commits: group }))
    .sort((a, b) => rankOf(a.label) - rankOf(b.label));
}

/** One kind as Markdown: `**Fixed in `ledger`:** a; b; c and 2 more`. What was done twice is told once. */
export function outcomeText({ label, commits }: Outcome, numbered: Numbered): string {
  const subjects = commits.map(({ subject }) => readSubject(subject));
  const [first] = subjects;
  const scope = subjects.every((each) => each.scope === first?.scope) ? (first?.scope ?? null) : null;
  const place = scope === null ? '' : ` in ${codeSpan(scope)}`;
  return `${label === null ? '' : `**${label}${place}:** `}${things(subjects, scope, numbered)}`;
}

/** Several kinds in one line, at most as many things as one kind would tell; `area` is said already. */
export function outcomesText(
  commits: readonly Commit[],
  numbered: Numbered,
  area: string | null = null,
): string {
  const sorted = byKind(withoutUndone(commits)).flatMap((group) => group.commits);
  return things(
    sorted.map(({ subject }) => readSubject(subject)),
    area,
    numbered,
  );
}

/** Without what was done and undone again, unless nothing else was: it is told as tried. */
function withoutUndone(commits: readonly Commit[]): readonly Commit[] {
  const left = new Set(commits);
  for (const revert of commits) {
    const undone = [...left].find(({ subject }) => revert.subject === `Revert "${subject}"`);
    if (!undone || !left.has(revert)) continue;
    left.delete(undone);
    left.delete(revert);
  }
  return left.size === 0 ? commits : [...left];
}

function things(subjects: readonly Subject[], commonScope: string | null, numbered: Numbered): string {
  const names = new Set<string>();
  for (const { scope, description, breaking, pullRequest } of subjects) {
    const place = scope !== null && scope !== commonScope ? `${escapeInline(scope, 60)}: ` : '';
    const text = description.trim() === '' ? '(no message)' : escapeInline(description);
    const mark = breaking ? ' (breaking)' : '';
    names.add(`${place}${text}${mark}${pullRequest === null ? '' : ` (${numbered(pullRequest)})`}`);
  }
  const all = [...names];
  const rest = all.length - told;
  return rest > 1 ? `${all.slice(0, told).join('; ')} and ${rest} more` : all.join('; ');
}

/** `1 commit`, `4 commits`. */
export function count(many: number, thing: string, plural = `${thing}s`): string {
  return `${many} ${many === 1 ? thing : plural}`;
}
