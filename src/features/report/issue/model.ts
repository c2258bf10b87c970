import { withoutQuotedCode } from '../../../core/post/code';
import { prefilledIssue } from '../../../core/post/prefill';
import { draftIssue } from '../../../core/report/issue/draft';
import { environmentComment } from '../../../core/report/issue/known';
import type { IssueDraft } from '../../../core/report/issue/model';
import { hasBlanks, partsOf } from '../../../core/report/issue/parts';
import type { Missing } from '../../../core/report/issue/fill';
import { findSecrets, redact } from '../../../core/secrets/find';
import { redactionsSection } from '../../../host/review/redactions';
import type { ConsentsSection, DestinationKind, ReviewModel, ReviewSection } from '../../../protocol';
import { consentIds, templateOf, type IssueChoices, type IssueSituation } from './choices';

export type IssueAction = 'post' | 'signIn' | 'copy' | 'open';

/** GitHub's limit for a body. */
const longestBody = 65_536;

export interface IssuePlan {
  readonly action: IssueAction;
  readonly issue: IssueDraft;
  readonly missing: readonly Missing[];
  readonly consents: ConsentsSection['consents'];
  readonly problems: readonly string[];
  readonly canSubmit: boolean;
}

/** What the main button would do now: exactly what the page shows. */
export function issuePlan(choices: IssueChoices, situation: IssueSituation): IssuePlan {
  const { destination } = choices;
  const { repository, address, rules } = situation;
  const { issue, missing } = composed(choices, situation);
  const action: IssueAction =
    destination === 'copy' ? 'copy' : destination === 'browser' ? 'open' : repository ? 'post' : 'signIn';
  const consents = situation.result === null ? consentsOf(choices, situation) : [];
  const blocked: string[] = [];
  const sends = destination === 'issue' || destination === 'comment';
  if (destination !== 'copy' && !address)
    blocked.push('No remote of this repository is on GitHub: copy the report as Markdown.');
  if (sends && repository?.isArchived)
    blocked.push(`${repository.nameWithOwner} is archived and takes no issues.`);
  if (sends && repository && !repository.hasIssues)
    blocked.push(`Issues are turned off in ${repository.nameWithOwner}.`);
  if (sends && repository?.isPrivate === false && situation.publicSetting === 'refuse')
    blocked.push(
      'Your setting baton.post.publicRepositories refuses public repositories, and this one is public.',
    );
  if (destination === 'issue' && !rules.blankAllowed && rules.templates.length === 0)
    blocked.push('This repository takes no blank issues and has no form: see where it sends people instead.');
  if (destination === 'comment' && choices.number === null) blocked.push('Choose the issue to comment on.');
  if (issue.body.length > longestBody)
    blocked.push(
      `The report is ${issue.body.length.toLocaleString('en')} characters long, and GitHub takes ${longestBody.toLocaleString('en')}: shorten it.`,
    );
  if (destination === 'issue')
    for (const { field } of missing)
      if (field.type !== 'checkboxes') blocked.push(`The form asks for: ${field.label}`);
  for (const { text, required, given } of consents) if (required && !given) blocked.push(`Confirm: ${text}`);
  const told = [
    ...(situation.failure === null ? [] : [situation.failure]),
    ...(situation.incomplete === null || !sends ? [] : [situation.incomplete]),
    ...(hasBlanks(situation.markdown)
      ? ['Some places of the report are not filled in: they are left out.']
      : []),
  ];
  const done = situation.result !== null;
  const stopped = blocked.length > 0 && action !== 'signIn';
  return {
    action,
    issue,
    missing,
    consents,
    problems: done ? [] : [...new Set([...told, ...(action === 'signIn' ? [] : blocked)])],
    canSubmit: !stopped && situation.progress === null && !done && (action !== 'signIn' || address !== null),
  };
}

/** The issue, or the comment, with what is to be hidden hidden, and code only where its author may publish it. */
function composed(choices: IssueChoices, situation: IssueSituation) {
  const hidden = situation.findings.filter(({ id }) => !choices.shown.has(id));
  const shown = redact(situation.markdown, hidden);
  const guards = guardsCode(situation) && !choices.consents.has(consentIds.code);
  const markdown = guards ? withoutQuotedCode(shown).text : shown;
  if (choices.destination === 'comment') {
    const { environment, reproduce, markers, title } = partsOf(markdown);
    const body = environmentComment(environment, reproduce, markers.join('\n'));
    return { issue: { title, body, labels: [], assignees: [] }, missing: [] };
  }
  const template = choices.destination === 'issue' ? templateOf(choices, situation.rules) : null;
  const { issue, missing } = draftIssue(markdown, template, choices.answers);
  return { issue: { ...issue, title: redact(issue.title, findSecrets(issue.title)) }, missing };
}

function guardsCode({ repository, hasUnpushedWork, markdown }: IssueSituation): boolean {
  return repository?.isPrivate === false && hasUnpushedWork && withoutQuotedCode(markdown).pieces > 0;
}

/** A required box of a form is a yes like any other. */
export const boxId = (index: number, label: string): string => `box:${index}:${label}`.slice(0, 250);

function consentsOf(choices: IssueChoices, situation: IssueSituation): ConsentsSection['consents'] {
  const { consents, destination, answers } = choices;
  const { repository, publicSetting } = situation;
  const found: { id: string; text: string; given: boolean; required: boolean }[] = [];
  const yes = (id: string, text: string, required: boolean) =>
    found.push({ id, text, given: consents.has(id), required });
  if (destination === 'copy' || destination === 'browser') return found;
  if (!repository)
    yes(
      consentIds.private,
      'The repository is private: also ask GitHub for access to private repositories',
      false,
    );
  if (repository?.isPrivate === false && publicSetting === 'ask')
    yes(consentIds.public, 'Post where everybody can read it', true);
  if (guardsCode(situation))
    yes(consentIds.code, 'Include quoted code although not all work here is pushed', false);
  if (repository?.securityPolicyUrl && looksLikeSecurity(situation.markdown))
    yes(
      consentIds.security,
      `This is no security problem (those go to ${repository.securityPolicyUrl})`,
      true,
    );
  const template = templateOf(choices, situation.rules);
  if (destination === 'issue' && template?.kind === 'form') {
    template.fields.forEach((field, index) => {
      if (field.type !== 'checkboxes') return;
      const given = answers.get(index) ?? [];
      for (const { label, required } of field.options)
        found.push({
          id: boxId(index, label),
          text: `${field.label}: ${label}`,
          given: given.includes(label),
          required,
        });
    });
  }
  return found;
}

/** Words that a fault should not be published with before somebody looked. */
function looksLikeSecurity(markdown: string): boolean {
  return /heap-buffer-overflow|use-after-free|stack-buffer-overflow|double-free|sql injection|\bXSS\b|\bCSRF\b|\bCVE-\d|vulnerab|injection|privilege|authenticat|authoriz|traversal|secret leaked/i.test(
    markdown,
  );
}

const names: Readonly<Record<DestinationKind, string>> = {
  discussion: 'A Discussion',
  issue: 'A new issue',
  comment: 'My environment, added to an issue that is known',
  copy: 'Markdown, to copy',
  browser: 'A prefilled page in the browser',
};
const offered: readonly DestinationKind[] = ['issue', 'comment', 'copy', 'browser'];

/** Everything that the review page of a report shows. */
export function issueModel(choices: IssueChoices, situation: IssueSituation): ReviewModel {
  const plan = issuePlan(choices, situation);
  const { address, repository } = situation;
  const place = address ? `${address.owner}/${address.name}` : null;
  return {
    heading:
      choices.destination === 'copy' || place === null ? 'Review the bug report' : `Report to ${place}`,
    signedInAs: situation.signedInAs,
    isPublic: repository && !repository.isPrivate,
    label: 'The report as it will look',
    title: choices.destination === 'comment' ? `Comment on #${choices.number ?? '…'}` : plan.issue.title,
    markdown: plan.issue.body.replace(/^<!-- baton:[^\n]*-->$/gm, '').trim(),
    sections: sectionsOf(choices, situation, plan),
    problems: plan.problems,
    primary: {
      post: choices.destination === 'comment' ? 'Post Comment' : 'Create Issue',
      signIn: 'Sign In to GitHub…',
      copy: 'Copy as Markdown',
      open: 'Open in Browser',
    }[plan.action],
    canSubmit: plan.canSubmit,
    progress: situation.progress,
    result: situation.result,
  };
}

function sectionsOf(
  choices: IssueChoices,
  situation: IssueSituation,
  plan: IssuePlan,
): readonly ReviewSection[] {
  const { rules, repository, known } = situation;
  const asks = plan.missing.filter(({ field }) => field.type !== 'checkboxes');
  const template = templateOf(choices, rules);
  const number = known.find((each) => each.number === choices.number);
  const sections: readonly (ReviewSection | null)[] = [
    { kind: 'consents', consents: plan.consents },
    known.length === 0
      ? null
      : {
          kind: 'known',
          issues: known.map(({ number: id, title, isOpen, similarity }) => ({
            number: id,
            text: `#${id} ${title}`.slice(0, 300),
            note: `${similarity === 1 ? 'the same fault' : `similar (${similarity.toFixed(2)})`}, ${isOpen ? 'open' : 'closed'}`,
          })),
        },
    {
      kind: 'destination',
      choices: offered.map((kind) => ({
        kind,
        text: names[kind],
        unavailable: unavailable(kind, situation),
      })),
      chosen: choices.destination,
      repositories: [],
      repository: null,
      categories:
        choices.destination === 'issue' && rules.templates.length > 0
          ? [
              ...rules.templates.map(({ file, name }) => ({ id: file, name })),
              ...(rules.blankAllowed ? [{ id: blank, name: 'Blank issue' }] : []),
            ]
          : [],
      category: template?.file ?? blank,
      categoryLabel: 'Template',
      number:
        choices.destination === 'comment' ? { value: choices.number, title: number?.title ?? null } : null,
    },
    repository ? { kind: 'readers', watchers: repository.watchers, mentions: [] } : null,
    redactionsSection(situation.findings, choices.shown, 0),
    asks.length === 0
      ? null
      : {
          kind: 'questions',
          questions: asks.map(({ index, field }) => ({
            id: `field-${index}`,
            text:
              field.options.length > 0
                ? `${field.label} (${field.options.map(({ label }) => label).join(', ')})`.slice(0, 400)
                : field.label,
            line: null,
          })),
        },
  ];
  return sections.filter((each) => each !== null);
}

/** Stands for no template where a template's file name would. */
export const blank = '(blank)';

function unavailable(kind: DestinationKind, { address, repository }: IssueSituation): string | null {
  if (kind === 'copy') return null;
  if (!address) return 'No remote of this repository is on GitHub.';
  if ((kind === 'issue' || kind === 'comment') && repository && !repository.hasIssues)
    return `Issues are turned off in ${repository.nameWithOwner}.`;
  return null;
}

/** The page in the browser that already holds the issue; not complete where it did not fit. */
export function prefilledPage(plan: IssuePlan, situation: IssueSituation) {
  return situation.address ? prefilledIssue(situation.address, plan.issue.title, plan.issue.body) : null;
}
