import type { WorkFacts, WorkPullRequest } from '../../ports/workItems';
import { escapeInline } from '../../text/markdown';
import { DateTime } from '../../time/luxon';
import type { Web } from '../code/web';
import { factId } from '../id';
import { shasOf, type Lines } from '../lines';
import type { Asking } from '../asking';
import type { Author, Item, Window } from '../model';
import { isWithin, type Pulls } from './pulls';
import { checkNames, listed, mergedText, numberLink, titled } from './text';
import { deploymentText, redChecks, sinceOr, sinceText } from './red';

/** At most so many lines of one kind: a note is no log. */
const most = 8;

interface Asked {
  readonly root: string;
  readonly work: WorkFacts;
  readonly author: Author;
  /** Where the repository can be looked at; null where nobody knows. */
  readonly web: Web | null;
  readonly window: Window;
  readonly asking: Asking;
  readonly lines: Lines;
  readonly pulls: Pulls;
  /** Only what belongs to this branch; null for all. */
  readonly branch: string | null;
}

/** What only GitHub knows of the day, beside what git knows. */
export function workItems(asked: Asked): Item[] {
  const { work, branch } = asked;
  const own = work.pullRequests.filter(
    ({ author, headName }) => author === work.login && (branch === null || headName === branch),
  );
  return [
    ...shipped(asked, own),
    ...(branch === null ? alone(asked) : []),
    ...own.filter(({ state }) => state === 'open').flatMap((pull) => waiting(asked, pull)),
    ...own.flatMap((pull) => running(asked, pull)),
    ...(branch === null ? deployments(asked) : []),
  ];
}

type Told = Pick<Item, 'section' | 'text'> &
  Partial<Pick<Item, 'commits' | 'owner' | 'since' | 'answerBy' | 'lacks' | 'certainty'>>;

function item({ root }: Asked, id: readonly string[], told: Told): Item {
  return { id: factId(root, ...id), repository: root, source: 'github', certainty: 'fact', ...told };
}

function shipped(asked: Asked, own: readonly WorkPullRequest[]): Item[] {
  const { window, pulls, lines } = asked;
  const merged = own.filter(
    ({ number, mergedAt }) =>
      !pulls.told.has(number) && (isWithin(mergedAt, window) || pulls.squashed.has(number)),
  );
  const opened = own.filter(({ state, createdAt }) => state === 'open' && isWithin(createdAt, window));
  const closed = own.filter(({ state, closedAt }) => state === 'closed' && isWithin(closedAt, window));
  return [
    ...merged.map((pull) =>
      item(asked, ['pull', String(pull.number)], {
        section: 'shipped',
        text: mergedText(pull),
        // A squash that others' clones do not have yet, or that was made without its branch's name.
        ...(pulls.squashed.has(pull.number) && {
          commits: shasOf(pulls.squashed.get(pull.number) ?? [], lines),
        }),
      }),
    ),
    ...opened.slice(0, most).map((pull) =>
      item(asked, ['opened', String(pull.number)], {
        section: 'shipped',
        text: `Opened ${titled(pull)}${pull.isDraft ? ', as a draft' : ''}`,
      }),
    ),
    // Nobody says why: the author confirms it, or it goes.
    ...closed.slice(0, most).map((pull) =>
      item(asked, ['closed', String(pull.number)], {
        section: 'tried',
        text: `${titled(pull)}: closed without merging`,
        certainty: 'inferred',
      }),
    ),
  ];
}

const verdicts = {
  approved: 'approved',
  'changes-requested': 'changes requested',
  commented: 'commented',
} as const;

/** Reviews, issues and releases: what was done beside one's own pull requests. */
function alone(asked: Asked): Item[] {
  const { work, window } = asked;
  const reviews = work.reviews.filter(({ at }) => isWithin(at, window));
  const issues = work.closedIssues.filter(
    ({ closedAt, closedBy, assignees, byPullRequest }) =>
      isWithin(closedAt, window) &&
      byPullRequest === null &&
      (closedBy === work.login || assignees.includes(work.login)),
  );
  const releases = work.releases.filter(
    ({ author, publishedAt }) => author === work.login && isWithin(publishedAt, window),
  );
  return [
    ...releases.slice(0, most).map(({ name, tag, url, isPrerelease }) => {
      const link = /^https?:\/\/[^\s<>()]+$/.test(url)
        ? `[${escapeInline(name, 80)}](${url})`
        : escapeInline(name, 80);
      return item(asked, ['release', tag], {
        section: 'shipped',
        text: `**Released:** ${link}${isPrerelease ? ' (pre-release)' : ''}`,
      });
    }),
    ...reviews.slice(0, most).map(({ pullRequest, verdict }) =>
      item(asked, ['review', String(pullRequest.number)], {
        section: 'shipped',
        text: `Reviewed ${titled(pullRequest)}${pullRequest.author === null ? '' : ` (${escapeInline(pullRequest.author, 40)})`}: ${verdicts[verdict]}`,
      }),
    ),
    ...issues
      .slice(0, most)
      .map((issue) =>
        item(asked, ['issue', String(issue.number)], { section: 'shipped', text: `Closed ${titled(issue)}` }),
      ),
  ];
}

/** What keeps an open pull request from going on. */
function waiting(asked: Asked, pull: WorkPullRequest): Item[] {
  const failed = (pull.checks?.checks ?? []).filter(({ state }) => state === 'failed');
  const { asking, root } = asked;
  const checks = ['checks', String(pull.number)];
  return [
    ...(failed.length === 0
      ? []
      : [
          item(asked, checks, {
            section: 'blocked',
            ...redChecks(pull, failed, asked, factId(root, ...checks)),
            lacks: 'cause',
          }),
        ]),
    ...pull.awaited.slice(0, most).map(({ from, since }) => {
      const at = since === null ? null : DateTime.fromISO(since, { zone: asking.zone });
      const id = ['awaited', String(pull.number), from];
      const { ending, ...who } = asking.ask(factId(root, ...id), from);
      return item(asked, id, {
        section: 'blocked',
        ...who,
        ...sinceOr(
          asking,
          factId(root, ...id),
          at,
          `${titled(pull)} waits for a review${sinceText(at)}${ending}`,
        ),
      });
    }),
    ...(pull.changesAskedBy.length === 0
      ? []
      : [
          item(asked, ['changes', String(pull.number)], {
            section: 'next',
            text: `Answer the review of ${numberLink(pull)}: changes requested by ${listed(pull.changesAskedBy.map((login) => escapeInline(login, 60)))}`,
          }),
        ]),
  ];
}

function running(asked: Asked, pull: WorkPullRequest): Item[] {
  const left = (pull.checks?.checks ?? []).filter(({ state }) => state === 'running');
  const isTold = pull.state === 'open' || isWithin(pull.mergedAt, asked.window);
  if (left.length === 0 || !isTold) return [];
  const text = `Checks of ${titled(pull)}, still running: ${checkNames(left)}`;
  return [item(asked, ['running', String(pull.number)], { section: 'watch', text })];
}

function deployments(asked: Asked): Item[] {
  const { work } = asked;
  const own = work.deployments.filter(({ by, state }) => by === work.login && state !== 'done');
  return own.slice(0, most).map((each) => {
    const id = ['deployment', each.environment];
    const text = deploymentText(each, asked.web);
    if (each.state !== 'failed') return item(asked, id, { section: 'watch', text });
    const fact = factId(asked.root, ...id);
    const { ending, ...who } = asked.asking.ask(fact, null);
    const aged = asked.asking.aged(fact, text + ending, null);
    return item(asked, id, { section: 'blocked', ...who, ...aged, lacks: 'cause' });
  });
}
