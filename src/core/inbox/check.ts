import type { Facts, FactsAsked, PullFacts } from '../ports/inbox';
import type { Claim, Handoff, Plan } from './model';
import { numbersIn } from './claims';
import { oneLine, visible } from '../text/visible';

/** A statement of a note, held against what GitHub says now. */
export interface Checked {
  readonly claim: Claim;
  readonly verdict: 'true' | 'changed' | 'unknown';
  /** What is the case now, in a few words; for `unknown`, why nobody can tell. */
  readonly how: string;
}

/** What became of a plan. */
export interface Fired {
  readonly plan: Plan;
  readonly branch: 'then' | 'else' | 'pending' | 'unknown';
  readonly how: string;
}

/** What to ask GitHub, so that the statements and plans of a note can be judged; null when there is nothing to ask. */
export function factsFor({
  claims,
  plans,
  postedAt,
}: Pick<Handoff, 'claims' | 'plans' | 'postedAt'>): FactsAsked | null {
  const pulls = new Set(plans.flatMap(({ condition }) => numbersIn(condition)));
  const commits = new Map<string, FactsAsked['commits'][number]>();
  const files = new Map<string, FactsAsked['files'][number]>();
  const branches = new Set<string>();
  for (const claim of claims) {
    if ('number' in claim) pulls.add(claim.number);
    else if (claim.kind === 'commit') commits.set(`${claim.sha} ${claim.branch}`, claim);
    else if (claim.kind === 'file') files.set(`${claim.path} ${claim.branch}`, claim);
    else branches.add(claim.branch);
  }
  if (pulls.size + commits.size + files.size + branches.size === 0) return null;
  return {
    pulls: [...pulls],
    commits: [...commits.values()].map(({ sha, branch }) => ({ sha, branch })),
    branches: [...branches],
    files: [...files.values()].map(({ path, branch }) => ({ path, branch })),
    since: postedAt,
  };
}

/** Every statement with its verdict; `facts` is null where GitHub could not be asked. */
export function checkClaims(claims: readonly Claim[], facts: Facts | null): Checked[] {
  return claims.map((claim) => {
    if (facts === null) return { claim, verdict: 'unknown', how: 'GitHub could not be asked' };
    return { claim, ...verdictOf(claim, facts) };
  });
}

type Verdict = Pick<Checked, 'verdict' | 'how'>;
const still = (how: string): Verdict => ({ verdict: 'true', how });
const changed = (how: string): Verdict => ({ verdict: 'changed', how });
const unknown = (how: string): Verdict => ({ verdict: 'unknown', how });

function verdictOf(claim: Claim, facts: Facts): Verdict {
  switch (claim.kind) {
    case 'commit': {
      const found = facts.commits.find(({ sha, branch }) => sha === claim.sha && branch === claim.branch);
      const where = claim.branch === null ? 'the default branch' : shown(claim.branch);
      if (!found || found.isOn === null)
        return unknown(`${claim.sha.slice(0, 7)} or ${where} is not on GitHub`);
      const is = `${claim.sha.slice(0, 7)} is`;
      return found.isOn ? still(`${is} on ${where}`) : changed(`${is} not on ${where}`);
    }
    case 'branch': {
      const found = facts.branches.find(({ branch }) => branch === claim.branch);
      if (!found) return unknown('GitHub does not say');
      return found.exists
        ? still(`branch ${shown(claim.branch)} is there`)
        : changed(`branch ${shown(claim.branch)} is gone`);
    }
    case 'file': {
      const found = facts.files.find(({ path, branch }) => path === claim.path && branch === claim.branch);
      const changes = found?.changes;
      if (!changes) return unknown(`the branch of ${shown(claim.path)} is not on GitHub`);
      if (changes.count === 0) return still(`${shown(claim.path)} is as it was`);
      const by = changes.by === null ? '' : `, last by ${shown(changes.by)}`;
      return changed(
        `${shown(claim.path)} changed in ${changes.count} commit${changes.count === 1 ? '' : 's'} since${by}`,
      );
    }
    case 'merged':
    case 'open':
    case 'closed':
    case 'green':
    case 'red':
      return numberVerdict(claim, facts);
  }
}

function numberVerdict(claim: Claim & { readonly number: number }, { pulls }: Facts): Verdict {
  const found = pulls.find(({ number }) => number === claim.number);
  if (!found) return unknown(`#${claim.number} is not there, or you may not see it`);
  const now = stateText(found);
  if (claim.kind === 'green' || claim.kind === 'red') {
    if (found.checks === null) return unknown(`#${claim.number} has no checks`);
    return found.checks === claim.kind ? still(now) : changed(now);
  }
  return found.state === claim.kind ? still(now) : changed(now);
}

function stateText({ number, state, by, checks }: PullFacts): string {
  const who = by === null ? '' : ` by ${shown(by)}`;
  const told =
    state === 'open' && checks !== null ? `open, checks ${checks}` : `${state}${state === 'open' ? '' : who}`;
  return `#${number} is ${told}`;
}

/** Which branch of each plan fired. `now`: epoch milliseconds. */
export function firePlans(plans: readonly Plan[], facts: Facts | null, now: number): Fired[] {
  return plans.map((plan) => ({ plan, ...firedOf(plan, facts, now) }));
}

function firedOf(plan: Plan, facts: Facts | null, now: number): Pick<Fired, 'branch' | 'how'> {
  const [number] = numbersIn(plan.condition);
  const late = plan.by !== null && now >= plan.by;
  const unsure = (how: string): Pick<Fired, 'branch' | 'how'> => ({
    branch: 'unknown',
    how: late ? `${how}; its time has passed` : how,
  });
  if (number === undefined) return unsure('only a person can tell');
  const found = facts?.pulls.find((each) => each.number === number);
  if (!found) return unsure(facts === null ? 'GitHub could not be asked' : `#${number} is not there`);
  const holds = conditionHolds(plan.condition, found, plan.by);
  if (holds === null) return unsure(stateText(found));
  if (holds) return { branch: 'then', how: stateText(found) };
  if (late || holds === false) {
    const other = late || !isPending(found);
    if (other)
      return { branch: 'else', how: `${stateText(found)}${late ? ', and its time has passed' : ''}` };
  }
  return { branch: 'pending', how: stateText(found) };
}

/** How conditions are turned round in other languages than the one in which they are judged here. */
const denied =
  /(?<!\p{L})(?:nicht|kein\p{L}{0,3}|pas|niet|geen|inte|inget|ikke|ne|nie|nem|não|non|değil|не|нет|немає|नहीं)(?!\p{L})|不|没|未|否|ない|않|아니/iu;

/** Null where the condition says something that GitHub's facts do not hold. */
function conditionHolds(condition: string, found: PullFacts, by: number | null): boolean | null {
  if (denied.test(condition)) return null;
  const not = /\b(?:not|no longer|isn't|is not)\b/i.test(condition);
  const told = ((): boolean | null => {
    if (/\bmerged?\b/i.test(condition)) {
      const at = found.at === null ? null : Date.parse(found.at);
      return found.state === 'merged' && (by === null || at === null || at <= by);
    }
    if (/\b(?:green|pass(?:es|ed|ing)?|succeeds?)\b/i.test(condition))
      return found.checks === null ? null : found.checks === 'green';
    if (/\b(?:red|fail(?:s|ed|ing)?|breaks?|broken)\b/i.test(condition))
      return found.checks === null ? null : found.checks === 'red';
    if (/\bclosed\b/i.test(condition)) return found.state !== 'open';
    if (/\b(?:open|waiting)\b/i.test(condition)) return found.state === 'open';
    return null;
  })();
  return told === null ? null : told !== not;
}

function isPending({ state, checks }: PullFacts): boolean {
  return state === 'open' && checks !== null ? checks === 'running' : state === 'open';
}

/** Names come from GitHub and from notes: what cannot be seen in them is shown. */
function shown(name: string): string {
  return oneLine(visible(name)).slice(0, 120);
}
