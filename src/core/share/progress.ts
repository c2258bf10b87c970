/** What an operation does with one commit, by git's own words. */
const actions = ['pick', 'reword', 'edit', 'squash', 'fixup', 'revert'] as const;
type Action = (typeof actions)[number];

export interface Step {
  readonly action: Action;
  /** In full. */
  readonly sha: string;
}

/** How far an operation had come. Shas in full; null or none where git does not say. */
export interface Progress {
  /** The branch that is rebased, as it was before. */
  readonly branch: string | null;
  readonly tip: string | null;
  readonly onto: string | null;
  /** The commit whose turn it is, and what is done with it; of `edit`, that it was picked and waits to be amended. */
  readonly at: Step | null;
  /** What comes after it, in order. */
  readonly rest: readonly Step[];
  /** How many steps come beside them that are about no commit, such as `exec`. */
  readonly others: number;
  /** Of patches that are applied, the number of the one at hand and of all. */
  readonly patch: { readonly at: number; readonly of: number } | null;
  /** What a bisection knows. */
  readonly bad: string | null;
  readonly good: readonly string[];
  readonly skipped: readonly string[];
  /** Its own words for bad and good. */
  readonly terms: { readonly bad: string; readonly good: string } | null;
}

export const mostSteps = 100;
const mostTested = 20;

/** Reads what a snapshot says. Somebody else wrote it: shas, numbers and words, nothing else. */
export function parseProgress(value: unknown): Progress | null {
  if (typeof value !== 'object' || value === null) return null;
  const { branch, tip, onto, at, rest, others, patch, bad, good, skipped, terms } = value as Record<
    string,
    unknown
  >;
  const shas = (list: unknown): string[] =>
    listOf(list)
      .flatMap((each) => shaOf(each) ?? [])
      .slice(0, mostTested);
  return {
    branch: typeof branch === 'string' && /^\w[\w./-]{0,199}$/.test(branch) ? branch : null,
    tip: shaOf(tip),
    onto: shaOf(onto),
    at: stepOf(at),
    rest: listOf(rest)
      .flatMap((each) => stepOf(each) ?? [])
      .slice(0, mostSteps),
    others: numberOf(others) ?? 0,
    patch: patchOf(patch),
    bad: shaOf(bad),
    good: shas(good),
    skipped: shas(skipped),
    terms: termsOf(terms),
  };
}

function shaOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 100_000 ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function stepOf(value: unknown): Step | null {
  const { action, sha } = fieldsOf(value);
  const [known, full] = [actions.find((each) => each === action), shaOf(sha)];
  return known === undefined || full === null ? null : { action: known, sha: full };
}

function patchOf(value: unknown): Progress['patch'] {
  const { at, of } = fieldsOf(value);
  const [one, all] = [numberOf(at), numberOf(of)];
  return one === null || all === null ? null : { at: one, of: all };
}

function termsOf(value: unknown): Progress['terms'] {
  const { bad, good } = fieldsOf(value);
  return isTerm(bad) && isTerm(good) ? { bad, good } : null;
}

/** Whether a bisection's word stands for itself in a shell. */
export function isTerm(word: unknown): word is string {
  return typeof word === 'string' && /^[A-Za-z][\w-]{0,40}$/.test(word);
}
