import { addCategory, addIssue, addPerson, addRepository, type RepositoryRecord, type World } from './world';

/** The four-zone team behind `npm start`: who they are, and their repository `baton-sample/ledger`. */
const samplePeople = [
  ['pune-dev', 'Asha Kulkarni'],
  ['lisbon-dev', 'Rui Tavares'],
  ['ops-dev', 'Dana Whitfield'],
  ['payments-dev', 'Kenji Mori'],
  ['reader-dev', 'Robin Reader'],
] as const;

const sampleRepository = { owner: 'baton-sample', name: 'ledger' } as const;

export function addSample(world: World, isPrivate: boolean): RepositoryRecord {
  for (const [login, name] of samplePeople) addPerson(world, login, name);
  const writers = samplePeople.map(([login]) => login).filter((login) => login !== 'reader-dev');
  const ledger = addRepository(world, { ...sampleRepository, isPrivate, writers, watchers: 7 });
  for (const name of ['General', 'Announcements', 'Handoffs']) addCategory(world, ledger, name);
  addCategory(world, ledger, 'Q&A', true);
  addIssue(world, ledger, {
    author: 'ops-dev',
    title: 'Refunds fail for unknown ids',
    body: 'The worker crashes with an unhandled rejection.',
    labels: ['bug'],
  });
  addIssue(world, ledger, {
    author: 'pune-dev',
    title: 'Retry refunds with backoff',
    body: 'Exponential with full jitter.',
    isPullRequest: true,
  });
  return ledger;
}
