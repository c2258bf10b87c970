import type { Cancellation } from '../cancel';
import type { RepositoryAddress } from './github';

// Instants are ISO 8601 in UTC, by GitHub's clock. Texts and addresses are GitHub's: whoever shows them escapes them.

/** One check of a commit: a check run, or a status that another service sent. */
export interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'running';
  readonly url: string | null;
  /** When it ended; left out while it runs, and where GitHub does not tell. */
  readonly since?: string;
  /** The service that ran it, where that is not GitHub's own. */
  readonly service?: string;
}

/** What CI says of one commit. */
export interface Checks {
  readonly sha: string;
  readonly checks: readonly Check[];
}

export interface WorkPullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly isDraft: boolean;
  readonly author: string | null;
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly closedAt: string | null;
  readonly headName: string;
  readonly headSha: string;
  readonly baseName: string;
  /** The commit that it became on its base: a merge, a squash, or the last of those that were rebased. */
  readonly mergeSha: string | null;
  readonly commits: number;
  readonly approvals: number;
  readonly assignees: readonly string[];
  /** Whoever asked for changes and did not approve since. */
  readonly changesAskedBy: readonly string[];
  /** Reviews that were asked for and did not come yet; `since` is null where GitHub no longer tells. */
  readonly awaited: readonly { readonly from: string; readonly since: string | null }[];
  /** Of its newest commit; of the commit that it became where it was merged. */
  readonly checks: Checks | null;
  /** The issues that it closes. */
  readonly closes: readonly WorkIssue[];
}

export interface WorkIssue {
  readonly number: number;
  readonly title: string;
  readonly url: string;
}

export interface WorkReview {
  readonly pullRequest: Pick<WorkPullRequest, 'number' | 'title' | 'url' | 'author' | 'state'>;
  readonly verdict: 'approved' | 'changes-requested' | 'commented';
  readonly at: string;
}

export interface ClosedIssue extends WorkIssue {
  readonly closedAt: string;
  readonly closedBy: string | null;
  readonly assignees: readonly string[];
  /** The pull request that closed it. */
  readonly byPullRequest: number | null;
}

export interface Release {
  readonly name: string;
  readonly tag: string;
  readonly url: string;
  readonly author: string | null;
  readonly publishedAt: string;
  readonly isPrerelease: boolean;
}

export interface Deployment {
  readonly environment: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly sha: string;
  readonly by: string | null;
  readonly url: string | null;
}

/** What a person did and waits for in some repositories of one host. */
export interface WorkFacts {
  /** Whose work it is: who was asked about, or else who is signed in. */
  readonly login: string;
  readonly pullRequests: readonly WorkPullRequest[];
  /** Given by the person to others. */
  readonly reviews: readonly WorkReview[];
  readonly closedIssues: readonly ClosedIssue[];
  readonly releases: readonly Release[];
  /** The newest ones, newest first. */
  readonly deployments: readonly Deployment[];
  /** What the lists leave out, since there was more than one answer holds; one sentence each. */
  readonly leftOut: readonly string[];
}

export interface WorkQuestion {
  readonly address: RepositoryAddress;
  /** Null for whoever is signed in. */
  readonly login: string | null;
  /** The branch at hand: its pull request is told of, whoever opened it. */
  readonly branch: string | null;
  /** From when on pull requests, reviews, issues and releases are asked for. */
  readonly since: string;
}

/** GitHub's answer to what one person did. Rejects as `GitHub` does. */
export interface WorkItems {
  read(question: WorkQuestion, signal?: Cancellation): Promise<WorkFacts>;
}

/** GitHub for whoever is signed in at a host already; null when nobody is. Never asks anybody to sign in. */
export type SignedInWork = (host: string) => Promise<WorkItems | null>;
