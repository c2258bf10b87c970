import { codeSpan, escapeInline } from '../../text/markdown';
import type { Check, WorkPullRequest } from '../../ports/workItems';
import { count } from '../outcome';

const namesTold = 3;

/** `[#142](https://…)`; the number alone where the address is none that a link could hold. */
export function numberLink({ number, url }: Pick<WorkPullRequest, 'number' | 'url'>): string {
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[#${number}](${url})` : `#${number}`;
}

export function titled(work: Pick<WorkPullRequest, 'number' | 'url' | 'title'>): string {
  return `${numberLink(work)} ${escapeInline(work.title, 120)}`;
}

/** `[#138](…) Idempotency keys: merged, 4 commits, 2 approvals, closes [#97](…)`. */
export function mergedText(pull: WorkPullRequest): string {
  const parts = [`merged, ${count(pull.commits, 'commit')}`];
  if (pull.approvals > 0) parts.push(count(pull.approvals, 'approval'));
  if (pull.closes.length > 0) parts.push(`closes ${listed(pull.closes.map(numberLink))}`);
  return `${titled(pull)}: ${parts.join(', ')}`;
}

export function checkNames(checks: readonly Check[]): string {
  return listed(checks.map(({ name }) => codeSpan(name, 80)));
}

/** The same, each with where its log is, and whose it is where it is not GitHub's own. */
export function checkLinks(checks: readonly Check[]): string {
  return listed(
    checks.map(({ name, url, service }) => {
      const called = codeSpan(name, 80);
      const link = url !== null && /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${called}](${url})` : called;
      return service === undefined ? link : `${link} (${escapeInline(service, 40)})`;
    }),
  );
}

/** At most three of them by name. */
export function listed(names: readonly string[]): string {
  const told = names.length > namesTold + 1 ? names.slice(0, namesTold) : names;
  const rest = names.length - told.length;
  return `${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
