import type { WorkingTree } from '../../ports/git';
import type { WorkPullRequest } from '../../ports/workItems';
import { codeSpan, escapeInline } from '../../text/markdown';
import { defaultName, type BranchLine } from '../lines';
import { count } from '../outcome';
import { atHand } from '../atHand';
import type { Told } from '../told';
import { listed, titled } from '../workItems/text';
import type { Red } from './red';

/**
 * Where the work stands, in one sentence: the branch at hand, what fails of it, and what nobody else can get at. Null
 * where the facts say nothing.
 */
export function stateText(told: Told, red: readonly Red[], here: boolean): string | null {
  const { reading, lines, pulls } = told;
  const name = here ? atHand(reading.tree) : null;
  const line = here ? lines.current : (lines.others[0] ?? lines.current);
  const pull = pulls.ofBranch(name ?? line?.name ?? null);
  const clauses = [
    subject(told, line, pull, here),
    ...red.slice(0, 2).map(({ what, how }) => `${what} ${how}`),
    red.length === 0 && pull ? checksText(pull) : null,
    unsharedText(told, line, here),
  ].filter((clause) => clause !== null);
  return clauses.length === 0 ? null : `${clauses.join('; ')}.`;
}

function subject(
  { reading, lines }: Told,
  line: BranchLine | null,
  pull: WorkPullRequest | null,
  here: boolean,
): string | null {
  const { tree, branches } = reading;
  const trunk = defaultName(branches);
  const name = here ? atHand(tree) : (line?.name ?? null);
  const called = name === null ? null : codeSpan(name, 80);
  if (here && tree.operation !== null) {
    // Rebased and searched is the branch; merged, picked and reverted is something else, on it.
    const how = tree.operation === 'rebase' || tree.operation === 'bisect' ? 'of' : 'on';
    return `a ${tree.operation}${called === null ? '' : ` ${how} ${called}`} is not finished${conflictsText(tree)}`;
  }
  if (pull) return `${titled(pull)} is ${pull.isDraft ? 'a draft' : 'open'}${reviewText(pull)}`;
  const isTrunk = name === null || trunk === null || name === trunk;
  if (!isTrunk && line && line.commits.length > 0) return `${called} is not merged yet`;
  const isDirty = here && tree.changes.length > 0;
  const shipped = lines.direct.length > 0 || lines.merged.length > 0;
  const others = lines.others.length;
  if (others > 0 && !isDirty) {
    const names = lines.others.flatMap((each) => (each.name === null ? [] : [codeSpan(each.name, 80)]));
    if (names.length === 0) return null;
    return others > 3
      ? `${count(others, 'branch', 'branches')} are not merged yet`
      : `${listed(names)} ${names.length === 1 ? 'is' : 'are'} not merged yet`;
  }
  if (!shipped || trunk === null) return null;
  const many = lines.direct.length;
  if (!isDirty && (line?.unpushed ?? 0) === 0) return `all of it is on ${codeSpan(trunk, 80)}`;
  return many > 0 ? `${count(many, 'commit')} ${many === 1 ? 'is' : 'are'} on ${codeSpan(trunk, 80)}` : null;
}

function conflictsText({ changes }: WorkingTree): string {
  const many = changes.filter(({ kind }) => kind === 'conflicted').length;
  return many === 0 ? '' : `, ${count(many, 'conflict')} left`;
}

function reviewText({ changesAskedBy, awaited, approvals }: WorkPullRequest): string {
  if (changesAskedBy.length > 0) {
    return `, changes were requested by ${listed(changesAskedBy.map((login) => escapeInline(login, 60)))}`;
  }
  if (awaited.length > 0) {
    return `, a review by ${listed(awaited.map(({ from }) => escapeInline(from, 60)))} is awaited`;
  }
  return approvals > 0 ? ' and approved' : '';
}

function checksText({ checks }: WorkPullRequest): string | null {
  const all = checks?.checks ?? [];
  if (all.length === 0) return null;
  return all.some(({ state }) => state === 'running') ? 'its checks are still running' : 'its checks pass';
}

/** What nobody else can get at. */
function unsharedText({ reading }: Told, line: BranchLine | null, here: boolean): string | null {
  const { tree, branches } = reading;
  const hasRemote = branches.some(({ remote }) => remote);
  const unpushed = line?.unpushed ?? 0;
  const ahead = !hasRemote ? 0 : here ? (tree.head.upstream?.ahead ?? unpushed) : unpushed;
  const files = here ? tree.changes.length : 0;
  const parts = [
    ahead > 0 ? count(ahead, 'commit') : null,
    files > 0 ? count(files, 'changed file') : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return `${parts.join(' and ')} ${ahead + files === 1 ? 'is' : 'are'} not ${hasRemote ? 'pushed' : 'committed'} yet`;
}
