import type { IssueRepository } from '../../../core/ports/issues';
import type { Remote } from '../../../core/ports/git';
import type { RepositoryAddress } from '../../../core/ports/github';
import { addressKey, addressOfRemote } from '../../../core/post/remote';
import { isLegacy } from '../../../core/report/issue/legacy';
import type { IssueRules, IssueTemplate } from '../../../core/report/issue/model';
import type { RankedIssue } from '../../../core/report/issue/known';
import type { Finding } from '../../../core/secrets/find';
import type { DestinationKind, ReviewModel } from '../../../protocol';
import type { SentReport } from '../../../usecases/report/sentReport';

export interface IssueChoices {
  readonly destination: DestinationKind;
  /** The key of the repository's address; null for the proposed one. */
  readonly repository: string | null;
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
  repository: null,
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
  /** What its author allowed in the report: it is no finding any more. */
  readonly allowed: ReadonlySet<string>;
  /** Where it goes; null when no remote is on GitHub. */
  readonly address: RepositoryAddress | null;
  /** Where it may go. */
  readonly candidates: readonly RepositoryAddress[];
  readonly repository: IssueRepository | null;
  readonly rules: IssueRules;
  readonly known: readonly RankedIssue[];
  /** Why known issues were looked for in part, or not at all. */
  readonly incomplete: string | null;
  /** What this report became before: sending it again edits that. Null when it was not sent, as far as is known. */
  readonly posted: SentReport | null;
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
  overwrite: 'overwrite',
} as const;

/** The template that is used: the chosen one, else the one that speaks of bugs. */
export function templateOf(
  { template }: IssueChoices,
  { templates, blankAllowed }: IssueRules,
): IssueTemplate | null {
  if (template === '' && blankAllowed) return null;
  const chosen = templates.find(({ file }) => file === template);
  if (chosen) return chosen;
  const proposed = templates.find(
    ({ name, file, labels }) =>
      isLegacy(file) || /bug|defect|crash|error/i.test([name, file, ...labels].join(' ')),
  );
  return proposed ?? (blankAllowed ? null : (templates[0] ?? null));
}

/** The remotes on GitHub, the one that is worked with first, then what is known beside them: what it was forked from. */
export function candidatesOf(
  remotes: readonly Remote[],
  more: readonly RepositoryAddress[],
): readonly RepositoryAddress[] {
  const named = ['origin', 'upstream', ...remotes.map(({ name }) => name)]
    .flatMap((name) => remotes.filter((each) => each.name === name))
    .flatMap((remote) => addressOfRemote(remote) ?? []);
  return [...new Map([...named, ...more].map((each) => [addressKey(each), each])).values()];
}
