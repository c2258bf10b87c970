import { withoutUnpushedCode } from '../../../core/report/issue/guard';
import type { ConsentsSection } from '../../../protocol';
import { consentIds, templateOf, type IssueChoices, type IssueSituation } from './choices';

/** A required box of a form is a yes like any other. */
export const boxId = (index: number, label: string): string => `box:${index}:${label}`.slice(0, 250);

/** What needs the author's yes before the report goes where it is to go. */
export function consentsOf(choices: IssueChoices, situation: IssueSituation): ConsentsSection['consents'] {
  const { consents, destination, answers } = choices;
  const { repository, publicSetting } = situation;
  if (destination === 'copy') return [];
  const found: { id: string; text: string; given: boolean; required: boolean }[] = [];
  const yes = (id: string, text: string, required: boolean) =>
    found.push({ id, text, given: consents.has(id), required });
  const sends = destination !== 'browser';
  if (sends && !repository)
    yes(
      consentIds.private,
      'The repository is private: also ask GitHub for access to private repositories',
      false,
    );
  if (repository?.isPrivate === false && publicSetting === 'ask')
    yes(consentIds.public, 'Post where everybody can read it', true);
  if (guardsCode(choices, situation))
    yes(
      consentIds.code,
      repository
        ? 'Include quoted code although not all work here is pushed'
        : 'Include quoted code although not all work here is pushed and the repository may be public',
      false,
    );
  if (sends && situation.posted?.isEdited)
    yes(consentIds.overwrite, 'Replace what was edited on GitHub', true);
  const forSecurity = repository && securityPlace(situation);
  if (forSecurity && looksLikeSecurity(situation.markdown))
    yes(consentIds.security, `This is no security problem (those go to ${forSecurity})`, true);
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

/**
 * Whether the report quotes code that nobody outside has seen yet and may become public. Before anybody has signed in
 * nobody knows whether the repository is public: then it counts as public. What is copied stays here.
 */
export function guardsCode({ destination }: IssueChoices, situation: IssueSituation): boolean {
  const { repository, hasUnpushedWork, markdown } = situation;
  const mayBePublic = repository?.isPrivate !== true;
  return destination !== 'copy' && mayBePublic && hasUnpushedWork && withoutUnpushedCode(markdown).pieces > 0;
}

/** Where the repository wants to hear of security problems: by its policy, else by the chooser of its issues. */
function securityPlace({ repository, rules }: IssueSituation): string | null {
  const named = rules.contacts.find(({ name, about }) => /secur|vulnerab/i.test(`${name} ${about}`));
  return repository?.securityPolicyUrl ?? named?.url ?? null;
}

/** Words that a fault should not be published with before somebody looked. */
function looksLikeSecurity(markdown: string): boolean {
  return /heap-buffer-overflow|use-after-free|stack-buffer-overflow|double-free|sql injection|\bXSS\b|\bCSRF\b|\bCVE-\d|vulnerab|injection|privilege|authenticat|authoriz|traversal|secret leaked/i.test(
    markdown,
  );
}
