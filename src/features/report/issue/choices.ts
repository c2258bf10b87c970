import type { IssueRepository } from '../../../core/ports/issues';
import type { RepositoryAddress } from '../../../core/ports/github';
import type { IssueRules, IssueTemplate } from '../../../core/report/issue/model';
import type { RankedIssue } from '../../../core/report/issue/known';
import type { Finding } from '../../../core/secrets/find';
import type { DestinationKind, ReviewModel } from '../../../protocol';

export interface IssueChoices {
  readonly destination: DestinationKind;
  /** A template's file; empty for a blank issue, null for the proposed one. */
  readonly template: string | null;
  readonly number: number | null;
  /** Answers to what a form asks, by the field's index. */
  readonly answers: ReadonlyMap<number, string | readonly string[]>;
  readonly shown: ReadonlySet<string>;
  readonly consents: ReadonlySet<string>;
}

export const noChoices: IssueChoices = {
  destination: 'issue',
  template: null,
  number: null,
  answers: new Map(),
  shown: new Set(),
  consents: new Set(),
};

/** What is known of the place that the issue would go to. */
export interface IssueSituation {
  readonly markdown: string;
  readonly findings: readonly Finding[];
  readonly address: RepositoryAddress | null;
  readonly repository: IssueRepository | null;
  readonly rules: IssueRules;
  readonly known: readonly RankedIssue[];
  /** Why known issues were looked for in part, or not at all. */
  readonly incomplete: string | null;
  readonly signedInAs: string | null;
  readonly publicSetting: 'ask' | 'allow' | 'refuse';
  readonly hasUnpushedWork: boolean;
  readonly failure: string | null;
  readonly progress: string | null;
  readonly result: ReviewModel['result'];
}

export const consentIds = {
  public: 'public',
  code: 'code',
  private: 'private',
  security: 'security',
} as const;

/** The template that is used: the chosen one, else the one that speaks of bugs. */
export function templateOf(
  { template }: IssueChoices,
  { templates, blankAllowed }: IssueRules,
): IssueTemplate | null {
  if (template === '' && blankAllowed) return null;
  const chosen = templates.find(({ file }) => file === template);
  if (chosen) return chosen;
  const proposed = templates.find(({ name, file, labels }) =>
    /bug|defect|crash|error/i.test([name, file, ...labels].join(' ')),
  );
  return proposed ?? (blankAllowed ? null : (templates[0] ?? null));
}
