import { prefilledIssue, type PrefilledPage } from '../../../core/post/prefill';
import { addressKey } from '../../../core/post/remote';
import type { IssueTemplate } from '../../../core/report/issue/model';
import { prefilledForm } from '../../../core/report/issue/prefill';
import { redactionsSection } from '../../../host/review/redactions';
import type { DestinationKind, ReviewModel, ReviewSection } from '../../../protocol';
import { answerFindings } from './answers';
import { templateOf, type IssueChoices, type IssueSituation } from './choices';
import { issuePlan, type IssuePlan } from './plan';

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
    heading: headingOf(choices, situation, place),
    signedInAs: situation.signedInAs,
    canChangeAccount: situation.signedInAs !== null && situation.result === null,
    isPublic: repository && !repository.isPrivate,
    label: 'The report as it will look',
    title: choices.destination === 'comment' ? `Comment on #${choices.number ?? '…'}` : plan.issue.title,
    markdown: plan.issue.body.replace(/^<!-- baton:[^\n]*-->$/gm, '').trim(),
    sections: sectionsOf(choices, situation, plan),
    problems: plan.problems,
    primary: {
      post: primaryOf(choices, situation),
      signIn: 'Sign In to GitHub…',
      copy: 'Copy as Markdown',
      open: 'Open in Browser',
    }[plan.action],
    canSubmit: plan.canSubmit,
    progress: situation.progress,
    result: situation.result,
  };
}

function headingOf({ destination }: IssueChoices, { posted }: IssueSituation, place: string | null): string {
  if (destination === 'copy' || place === null) return 'Review the bug report';
  return posted && destination !== 'browser' ? `Update the report in ${place}` : `Report to ${place}`;
}

function primaryOf({ destination }: IssueChoices, { posted }: IssueSituation): string {
  const what = destination === 'comment' ? 'Comment' : 'Issue';
  if (posted) return `Update ${what}`;
  return destination === 'comment' ? 'Post Comment' : 'Create Issue';
}

function sectionsOf(
  choices: IssueChoices,
  situation: IssueSituation,
  plan: IssuePlan,
): readonly ReviewSection[] {
  const { rules, repository, known } = situation;
  const template = templateOf(choices, rules);
  const number = known.find((each) => each.number === choices.number);
  const sections: readonly (ReviewSection | null)[] = [
    { kind: 'consents', consents: plan.consents },
    situation.posted?.isEdited
      ? { kind: 'remoteEdit', text: 'Somebody changed the text there since you sent it.' }
      : null,
    known.length === 0 || situation.posted
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
      repositories:
        choices.destination === 'copy'
          ? []
          : situation.candidates.map((each) => ({
              id: addressKey(each),
              name: `${each.owner}/${each.name}`,
            })),
      repository: situation.address && addressKey(situation.address),
      categories:
        (choices.destination === 'issue' || choices.destination === 'browser') && rules.templates.length > 0
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
    redactionsOf(choices, situation, template),
    plan.asked.length === 0
      ? null
      : {
          kind: 'questions',
          questions: plan.asked.map(({ index, field }) => {
            // As it was typed: what is left out of it is told beside it.
            const given = choices.answers.get(index) ?? plan.values.get(index) ?? '';
            return {
              id: `field-${index}`,
              text: field.label.slice(0, 400),
              line: null,
              answer: typeof given === 'string' ? given : given.join(', '),
              ...(!field.required && { optional: true }),
              ...(field.options.length > 0 && {
                options: field.options.map(({ label }) => label),
                ...(field.multiple && { several: true }),
              }),
            };
          }),
        },
  ];
  return sections.filter((each) => each !== null);
}

/** What is left out: of the report by its lines, and of the answers to the form. */
function redactionsOf(
  choices: IssueChoices,
  { findings }: IssueSituation,
  template: IssueTemplate | null,
): ReviewSection | null {
  const own = redactionsSection(findings, choices.shown, 0)?.redactions ?? [];
  const asks = choices.destination === 'issue' || choices.destination === 'browser';
  const answers = template && asks ? answerFindings(choices) : [];
  const given = redactionsSection(answers, choices.shown, 0)?.redactions ?? [];
  const all = [...own, ...given.map((each) => ({ ...each, line: null }))];
  return all.length === 0 ? null : { kind: 'redactions', redactions: all };
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
export function prefilledPage(
  choices: IssueChoices,
  plan: IssuePlan,
  { address, rules }: IssueSituation,
): PrefilledPage | null {
  if (!address) return null;
  const template = templateOf(choices, rules);
  return template
    ? prefilledForm(address, template, plan)
    : prefilledIssue(address, plan.issue.title, plan.issue.body);
}
