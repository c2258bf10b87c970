import { draftIssue, type DraftedIssue } from '../../../core/report/issue/draft';
import type { Asked } from '../../../core/report/issue/fill';
import { withoutUnpushedCode } from '../../../core/report/issue/guard';
import { environmentComment } from '../../../core/report/issue/known';
import type { FormValues, IssueDraft } from '../../../core/report/issue/model';
import { hasBlanks, partsOf } from '../../../core/report/issue/parts';
import { findSecrets, notAllowed, redact } from '../../../core/secrets/find';
import type { ConsentsSection } from '../../../protocol';
import { redactedAnswers } from './answers';
import { consentIds, templateOf, type IssueChoices, type IssueSituation } from './choices';
import { consentsOf, guardsCode } from './consents';

export type IssueAction = 'post' | 'signIn' | 'copy' | 'open';

/** GitHub's limit for a body. */
const longestBody = 65_536;

export interface IssuePlan {
  readonly action: IssueAction;
  readonly issue: IssueDraft;
  /** Of a form or a template, what each field holds. */
  readonly values: FormValues;
  /** Of a form, what it requires and nobody has filled yet. */
  readonly missing: readonly Asked[];
  /** Of a form or a template, what the person may fill, required or not, answered or not. */
  readonly asked: readonly Asked[];
  readonly consents: ConsentsSection['consents'];
  readonly problems: readonly string[];
  readonly canSubmit: boolean;
}

/** What the main button would do now: exactly what the page shows. */
export function issuePlan(choices: IssueChoices, situation: IssueSituation): IssuePlan {
  const { destination } = choices;
  const { repository, address } = situation;
  const drafted = composed(choices, situation);
  const action: IssueAction =
    destination === 'copy' ? 'copy' : destination === 'browser' ? 'open' : repository ? 'post' : 'signIn';
  const consents = situation.result === null ? consentsOf(choices, situation) : [];
  const blocked = obstacles(choices, situation, drafted, consents);
  const told = [
    ...(situation.failure === null ? [] : [situation.failure]),
    ...(situation.incomplete === null || (destination !== 'issue' && destination !== 'comment')
      ? []
      : [situation.incomplete]),
    ...(hasBlanks(situation.markdown)
      ? ['Some places of the report are not filled in: they are left out.']
      : []),
  ];
  const done = situation.result !== null;
  const stopped = blocked.length > 0 && action !== 'signIn';
  return {
    action,
    ...drafted,
    consents,
    problems: done ? [] : [...new Set([...told, ...(action === 'signIn' ? [] : blocked)])],
    canSubmit: !stopped && situation.progress === null && !done && (action !== 'signIn' || address !== null),
  };
}

/** What keeps the report from going where it is to go. */
function obstacles(
  choices: IssueChoices,
  situation: IssueSituation,
  { issue, missing }: Pick<DraftedIssue, 'issue' | 'missing'>,
  consents: ConsentsSection['consents'],
): readonly string[] {
  const { destination, number } = choices;
  const { repository, address, rules, publicSetting } = situation;
  const found: string[] = [];
  const sends = destination === 'issue' || destination === 'comment';
  if (destination !== 'copy' && !address)
    found.push('No remote of this repository is on GitHub: copy the report as Markdown.');
  if (sends && repository?.isArchived)
    found.push(`${repository.nameWithOwner} is archived and takes no issues.`);
  if (sends && repository && !repository.hasIssues)
    found.push(`Issues are turned off in ${repository.nameWithOwner}.`);
  if (destination !== 'copy' && repository?.isPrivate === false && publicSetting === 'refuse')
    found.push(
      'Your setting baton.post.publicRepositories refuses public repositories, and this one is public.',
    );
  if (destination === 'browser' && !repository && publicSetting === 'refuse')
    found.push(
      'Your setting baton.post.publicRepositories refuses public repositories, and only a sign-in tells whether this one is public.',
    );
  if (destination === 'issue' && !rules.blankAllowed && rules.templates.length === 0)
    found.push(
      `This repository takes no blank issues and has no form.${elsewhere(situation)} Copy the report, or choose another place.`,
    );
  if (destination === 'comment' && number === null) found.push('Choose the issue to comment on.');
  if (issue.body.length > longestBody)
    found.push(
      `The report is ${issue.body.length.toLocaleString('en')} characters long, and GitHub takes ${longestBody.toLocaleString('en')}: shorten it.`,
    );
  if (destination === 'issue')
    for (const { field } of missing)
      if (field.type !== 'checkboxes') found.push(`The form asks for: ${field.label}`);
  for (const { text, required, given } of consents) if (required && !given) found.push(`Confirm: ${text}`);
  return found;
}

/** Where the chooser of a repository sends people instead. */
function elsewhere({ rules: { contacts } }: IssueSituation): string {
  const named = contacts.slice(0, 5).map(({ name, url }) => `${name} (${url})`.slice(0, 300));
  return named.length === 0 ? '' : ` It sends people to ${named.join(', ')}.`;
}

/** A title is no Markdown: what its signs held apart may be found in it only now. */
function safeTitle(title: string, { shown }: IssueChoices, situation: IssueSituation): string {
  const { markdown, findings, allowed } = situation;
  const told = findings.filter(({ id }) => shown.has(id)).map(({ start, end }) => markdown.slice(start, end));
  return redact(title, notAllowed(title, findSecrets(title), [...allowed, ...told]));
}

/** The issue, or the comment, with what is to be hidden hidden, and code only where its author may publish it. */
function composed(choices: IssueChoices, situation: IssueSituation): DraftedIssue {
  const hidden = situation.findings.filter(({ id }) => !choices.shown.has(id));
  const shown = redact(situation.markdown, hidden);
  const guards = guardsCode(choices, situation) && !choices.consents.has(consentIds.code);
  const markdown = guards ? withoutUnpushedCode(shown).text : shown;
  if (choices.destination === 'comment') {
    const { environment, reproduce, markers, title } = partsOf(markdown);
    const body = environmentComment(environment, reproduce, markers.join('\n'));
    const issue = { title, body, labels: [], assignees: [] };
    return { issue, missing: [], asked: [], values: new Map() };
  }
  const template = choices.destination === 'copy' ? null : templateOf(choices, situation.rules);
  const drafted = draftIssue(markdown, template, redactedAnswers(choices));
  return {
    ...drafted,
    issue: { ...drafted.issue, title: safeTitle(drafted.issue.title, choices, situation) },
  };
}
