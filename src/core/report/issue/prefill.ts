import type { RepositoryAddress } from '../../ports/github';
import { longestUrl, percent, webUrl, type PrefilledPage } from '../../post/prefill';
import type { DraftedIssue } from './draft';
import { isLegacy } from './legacy';
import type { IssueTemplate } from './model';
import { markersIn } from './parts';

/**
 * GitHub's own page for a template, with what the report fills in it; boxes and drop-downs are for the person to
 * choose there. What does not fit into an address is left out, the longest first.
 */
export function prefilledForm(
  address: RepositoryAddress,
  template: IssueTemplate,
  { issue, values }: Pick<DraftedIssue, 'issue' | 'values'>,
): PrefilledPage {
  const base = `${webUrl(address)}/issues/new`;
  const url = (pairs: readonly (readonly [string, string])[]): string =>
    `${base}?${pairs.map(([key, value]) => `${percent(key)}=${percent(value)}`).join('&')}`;
  const head: [string, string][] = [
    // The single template of old has no name there.
    ...(isLegacy(template.file) ? [] : [['template', template.file] as [string, string]]),
    ['title', issue.title],
  ];
  const fields: (readonly [string, string])[] =
    template.kind === 'markdown' ? [['body', issue.body]] : fieldsOf(template, values, markersIn(issue.body));
  let left = fields;
  while (left.length > 0 && url([...head, ...left]).length > longestUrl) {
    const longest = left.reduce((one, other) => (other[1].length > one[1].length ? other : one));
    left = left.filter((each) => each !== longest);
  }
  const whole = url([...head, ...left]);
  return whole.length <= longestUrl
    ? { url: whole, complete: left.length === fields.length && isWhole(template) }
    : { url: url(head.slice(0, 1)), complete: false };
}

/** A field without an id cannot be named in an address. */
function isWhole(template: IssueTemplate): boolean {
  return (
    template.kind === 'markdown' ||
    template.fields.every(({ id, type }) => id !== null || (type !== 'textarea' && type !== 'input'))
  );
}

function fieldsOf(
  { fields }: Extract<IssueTemplate, { kind: 'form' }>,
  values: DraftedIssue['values'],
  markers: readonly string[],
): (readonly [string, string])[] {
  // In a field that is rendered as code they would be seen.
  const hidden = fields.findIndex(
    ({ id, type, render }) => id !== null && type === 'textarea' && render === null,
  );
  return fields.flatMap(({ id, type }, index) => {
    if (id === null || (type !== 'textarea' && type !== 'input')) return [];
    const value = values.get(index);
    const text = typeof value === 'string' ? value : '';
    const whole = index === hidden ? [text, ...markers].join('\n').trim() : text;
    return whole === '' ? [] : [[id, whole] as const];
  });
}
