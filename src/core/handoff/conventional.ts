/** A commit's subject by the rules of conventional commits, and what hosts add to it. */
export interface Subject {
  /** `feat`, `fix`, … in lower case; null when the subject does not follow the rules. */
  readonly kind: string | null;
  readonly scope: string | null;
  readonly breaking: boolean;
  /** What was done, without kind, scope and the number of a pull request. */
  readonly description: string;
  /** The pull request that a squash merge names at the end, as in `Retry refunds (#142)`. */
  readonly pullRequest: number | null;
}

const shape = /^([A-Za-z]{2,20})(?:\(([^()\n]{1,60})\))?(!)?: (?=\S)/;
const numbered = / \(#(\d{1,9})\)$/;

export function readSubject(subject: string): Subject {
  const number = numbered.exec(subject);
  const text = number ? subject.slice(0, number.index) : subject;
  const match = shape.exec(text);
  const known = match?.[1] !== undefined && Object.hasOwn(labels, match[1].toLowerCase());
  return {
    kind: known ? (match[1] ?? '').toLowerCase() : null,
    scope: known ? (match[2] ?? null) : null,
    breaking: known && match[3] === '!',
    description: known ? text.slice(match[0].length) : text,
    pullRequest: number ? Number(number[1]) : null,
  };
}

/** What a reader calls each kind, most telling first. */
const labels: Readonly<Record<string, string>> = {
  feat: 'New',
  feature: 'New',
  fix: 'Fixed',
  bugfix: 'Fixed',
  hotfix: 'Fixed',
  perf: 'Faster',
  security: 'Security',
  revert: 'Reverted',
  refactor: 'Reworked',
  docs: 'Documented',
  doc: 'Documented',
  test: 'Tests',
  tests: 'Tests',
  build: 'Build',
  deps: 'Dependencies',
  ci: 'CI',
  style: 'Style',
  chore: 'Chores',
  release: 'Released',
};

/** Each label's place, from the most telling to the least. */
const order = [...new Set(Object.values(labels))];

/** The reader's word for a kind; null for a subject of no kind. */
export function labelOf(kind: string | null): string | null {
  return kind === null ? null : (labels[kind] ?? null);
}

/** Sorts labels: what is new first, chores last, subjects of no kind after what is new and fixed. */
export function rankOf(label: string | null): number {
  return label === null ? 2.5 : order.indexOf(label);
}

/** What a merge commit says of the branch that it merged. */
export function readMerge(
  subject: string,
  body: string,
): { branch: string | null; pullRequest: number | null; title: string | null } {
  const request = /^Merge pull request #(\d{1,9}) from [^/\s]+\/(\S+)/.exec(subject);
  if (request) {
    const title = body.split('\n', 1)[0]?.trim() ?? '';
    return {
      branch: request[2] ?? null,
      pullRequest: Number(request[1]),
      title: title === '' ? null : title,
    };
  }
  const branch = /^Merge (?:remote-tracking )?branch '([^']{1,300})'/.exec(subject);
  return { branch: branch?.[1] ?? null, pullRequest: null, title: null };
}
