import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { RepositoryAddress } from '../../core/ports/github';
import type { WorkFacts, WorkItems, WorkQuestion } from '../../core/ports/workItems';
import { createClient } from './client';
import { factsOf, type WorkAnswer } from './workItems/answer';
import { workQuery } from './workItems/document';

/** What the holder of `token` may see of people's work at `host`. Nothing is loaded or sent before the first question. */
export function createWorkItems(host: string, token: string, pace?: number): WorkItems {
  const client = createClient(host, token, pace);

  const ask = (address: RepositoryAddress, question: WorkQuestion, signal: Cancellation | undefined) => {
    const { owner, name } = address;
    const { login, since, branch } = question;
    const who = login ?? '@me';
    const of = (what: string): string => `repo:${owner}/${name} ${what} sort:updated-desc`;
    const variables = {
      owner,
      name,
      branch: branch ?? '',
      hasBranch: branch !== null,
      login: login ?? '',
      known: login !== null,
      changed: of(`is:pr author:${who} updated:>=${since}`),
      open: of(`is:pr is:open author:${who}`),
      reviewed: of(`is:pr reviewed-by:${who} updated:>=${since}`),
      closed: of(`is:issue is:closed closed:>=${since}`),
    };
    const about = `${owner}/${name}`;
    return client.read({ document: workQuery, variables, about, signal }, (answer: WorkAnswer) => ({
      facts: factsOf(answer, login),
      parent: answer.repository.parent,
    }));
  };

  return {
    async read(question, signal) {
      const { login, since } = question;
      // Both become part of a search: nothing but what they say they are may get there.
      if (
        (login !== null && !/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(login)) ||
        Number.isNaN(Date.parse(since))
      ) {
        throw new UserError(`GitHub has nobody called "${login}": correct the login in the team file.`);
      }
      const own = await ask(question.address, question, signal);
      if (!own.parent) return own.facts;
      // A fork's pull requests, reviews and issues are where it was forked from.
      const address = {
        host: question.address.host,
        owner: own.parent.owner.login,
        name: own.parent.name,
      };
      const { facts } = await ask(address, question, signal);
      return together(own.facts, facts);
    },
  };
}

function together(fork: WorkFacts, parent: WorkFacts): WorkFacts {
  return {
    login: fork.login,
    pullRequests: [...parent.pullRequests, ...fork.pullRequests],
    reviews: [...parent.reviews, ...fork.reviews],
    closedIssues: [...parent.closedIssues, ...fork.closedIssues],
    releases: [...parent.releases, ...fork.releases],
    deployments: [...parent.deployments, ...fork.deployments],
    leftOut: [...parent.leftOut, ...fork.leftOut],
  };
}
