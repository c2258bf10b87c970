import type { Cancellation } from '../cancel';
import type { Candidate } from '../report/issue/known';
import type { IssueDraft } from '../report/issue/model';
import type { FileReviewer } from './reviewers';
import type { TemplateFile } from '../report/issue/rules';

/** Where a repository lives; a `RepositoryAddress` is one. */
export interface IssuePlace {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

export interface IssueRepository {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasIssues: boolean;
  /** Whether the person may set labels and assignees; without it GitHub drops them and says nothing. */
  readonly canTriage: boolean;
  readonly watchers: number;
  /** Where security problems are to be reported; null when the repository has no policy. */
  readonly securityPolicyUrl: string | null;
  /** The files of `.github/ISSUE_TEMPLATE`, or the organisation's where the repository has none. */
  readonly templates: readonly TemplateFile[];
  /** The repository that it was forked from. */
  readonly parent: IssuePlace | null;
}

/** An issue, or a comment on one: then `number` is the issue's. */
export interface Issue {
  /** GitHub's node id of the text. */
  readonly id: string;
  readonly number: number;
  /** Null for a comment. */
  readonly title: string | null;
  readonly url: string;
  readonly body: string;
  /** ISO 8601 in UTC, by GitHub's clock. */
  readonly createdAt: string;
}

/** The issues of one host as one signed-in person sees them. Rejects as GitHub (`ports/github.ts`) does. */
export interface IssueHost {
  viewer(signal?: Cancellation): Promise<{ readonly login: string }>;
  repository(address: IssuePlace, signal?: Cancellation): Promise<IssueRepository>;
  /** Those that the person opened, newest first, page by page. */
  mine(address: IssuePlace, login: string, signal?: Cancellation): AsyncIterable<Issue>;
  /** The comments that the person wrote under an issue, newest first. */
  myComments(address: IssuePlace, number: number, signal?: Cancellation): AsyncIterable<Issue>;
  /** Labels and assignees that the repository does not have are left out. Sent once. */
  create(address: IssuePlace, issue: IssueDraft, signal?: Cancellation): Promise<Issue>;
  comment(address: IssuePlace, number: number, body: string, signal?: Cancellation): Promise<Issue>;
  /** Replaces the text of an issue or a comment, and an issue's title unless that is null. Nothing else changes. */
  edit(
    text: Issue,
    to: { readonly title: string | null; readonly body: string },
    signal?: Cancellation,
  ): Promise<Issue>;
  /** Who reviewed or merged the last changes of a file of the default branch, most recent first. */
  reviewers(address: IssuePlace, path: string, signal?: Cancellation): Promise<readonly FileReviewer[]>;
  /** At most 20 issues that fit, the best first. */
  search(query: string, signal?: Cancellation): Promise<readonly Candidate[]>;
}
