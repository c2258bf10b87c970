import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInboxGitHub } from '../../../src/adapters/github/inbox';
import { createInboxStore } from '../../../src/adapters/state/inbox';
import { asksOf } from '../../../src/core/inbox/asks';
import { forMe } from '../../../src/core/inbox/waiting';
import type { InboxStore } from '../../../src/core/ports/inboxStore';
import { noteMarker } from '../../../src/core/post/marker';
import { acceptHandoff } from '../../../src/usecases/inbox/accept';
import { acceptSender } from '../../../src/usecases/inbox/acceptSender';
import { entriesIn, refreshInbox } from '../../../src/usecases/inbox/readInbox';
import { flush } from '../../../src/usecases/outbox/flush';
import { journalInMemory } from '../../unit/github/journalInMemory';
import { startStandIn, type StandIn } from '../../github/server';
import {
  addComment,
  addDiscussion,
  addIssue,
  type DiscussionRecord,
  type IssueRecord,
} from '../../github/world';

const note = `# Refund retries · pune-dev → lisbon-dev\n\n**Next action:** merge it\n\n${noteMarker('n1')}`;

describe('a note that was posted as a comment', () => {
  let standIn: StandIn;
  let folder: string;
  let store: InboxStore;
  let clock = Date.parse('2026-11-20T10:00:00Z');

  const later = () => (clock += 60_000);
  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const gitHub = (login = 'lisbon-dev') => createInboxGitHub(standIn.url, standIn.token(login), 1);
  const refreshed = async (login = 'lisbon-dev') => {
    later();
    const snapshot = await refreshInbox(address(), { gitHub: gitHub(login), store, now: () => clock });
    return entriesIn(snapshot, address(), { login, names: [], team: null, member: null }, clock);
  };
  const threadOf = (isPullRequest: boolean): IssueRecord => {
    const found = standIn.ledger.issues.find((each) => each.isPullRequest === isPullRequest);
    assert.ok(found);
    return found;
  };
  const posted = (on: IssueRecord) => {
    later();
    return addComment(standIn.world, on, 'pune-dev', note);
  };

  beforeEach(async () => {
    standIn = await startStandIn({ now: () => clock });
    folder = await mkdtemp(join(tmpdir(), 'baton-threads-'));
    store = createInboxStore(folder);
  });
  afterEach(async () => {
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const isPullRequest of [true, false]) {
    it(`waits for whom it names, on ${isPullRequest ? 'a pull request' : 'an issue'}, by the one request of a refresh`, async () => {
      const comment = posted(threadOf(isPullRequest));
      const [entry, ...more] = forMe(await refreshed(), clock);
      assert.ok(entry);
      const { key, url, title, next, isAnswerable, accepted } = entry.handoff;
      assert.deepEqual(
        [key, url, title, next, isAnswerable, accepted, more.length],
        [comment.id, comment.url, 'Refund retries · pune-dev → lisbon-dev', 'merge it', false, null, 0],
      );
      await refreshed();
      assert.deepEqual(standIn.operations, ['InboxChanged', 'InboxChanged']);
    });

    it(`is accepted by a comment on ${isPullRequest ? 'the pull request' : 'the issue'}, once; its author sees it`, async () => {
      const on = threadOf(isPullRequest);
      posted(on);
      const [entry] = await refreshed();
      assert.ok(entry);
      const state = journalInMemory();
      const how = {
        login: 'lisbon-dev',
        by: 'reaction',
        readBack: null,
        asAnswer: true,
        title: 'Accept',
      } as const;
      await acceptHandoff(entry.handoff, how, state, clock);
      standIn.fail({ on: 'InboxComment', kind: 'cut-after' });
      const send = acceptSender(
        () => Promise.resolve(gitHub()),
        () => Promise.resolve(),
      );
      const { results } = await flush({ state, sender: () => Promise.resolve(send), now: () => clock });
      assert.deepEqual(
        [...results.values()].map((sent) => sent.state),
        ['sent'],
      );
      assert.equal(on.comments.length, 2);
      const [own] = await refreshed('pune-dev');
      assert.equal(own?.handoff.accepted?.by, 'lisbon-dev');
    });
  }

  it('stays known when much is said after it, and nothing of that is kept', async () => {
    const on = threadOf(true);
    posted(on);
    await refreshed();
    for (let count = 0; count < 30; count++) {
      later();
      addComment(standIn.world, on, 'ops-dev', `Looks good ${count}`);
    }
    const [entry] = await refreshed();
    assert.equal(entry?.handoff.id, 'n1');
    assert.doesNotMatch(JSON.stringify(await store.read(address())), /Looks good/);
  });

  for (const kind of ['a pull request', 'a Discussion'] as const) {
    it(`is found on ${kind} where much was said after it, by going back no further than needed`, async () => {
      const on = (): DiscussionRecord | IssueRecord =>
        kind === 'a pull request' ? threadOf(true) : standIn.ledger.discussions.at(-1)!;
      const talk = (count: number) => {
        for (let each = 0; each < count; each++) {
          later();
          addComment(standIn.world, on(), 'ops-dev', `Looks good ${each}`);
        }
      };
      addDiscussion(standIn.world, standIn.ledger, {
        author: 'ops-dev',
        category: standIn.ledger.categories[0]!,
        title: 'Handoffs',
        body: 'All of them',
      });
      await refreshed();
      later();
      addComment(standIn.world, on(), 'pune-dev', note);
      talk(150);
      let before = standIn.operations.length;
      assert.deepEqual(
        (await refreshed()).map(({ handoff }) => handoff.id),
        ['n1'],
      );
      assert.deepEqual(standIn.operations.slice(before), ['InboxChanged', 'InboxEarlier', 'InboxEarlier']);
      before = standIn.operations.length;
      await refreshed();
      talk(5);
      await refreshed();
      assert.deepEqual(standIn.operations.slice(before), ['InboxChanged', 'InboxChanged'], 'it is known');
    });
  }

  it('is gone back for only so far in one refresh, and further in the next ones until all is read', async () => {
    await refreshed();
    posted(threadOf(true));
    for (let count = 0; count < 800; count++) {
      later();
      addComment(standIn.world, threadOf(true), 'ops-dev', `Looks good ${count}`);
    }
    const asks = async (): Promise<readonly [number, ...string[]]> => {
      const before = standIn.operations.length;
      const { length } = await refreshed();
      return [length, ...standIn.operations.slice(before)];
    };
    const gaps = async () => (await store.read(address()))?.gaps?.length ?? 0;
    assert.deepEqual(await asks(), [0, 'InboxChanged', 'InboxEarlier', 'InboxEarlier', 'InboxEarlier']);
    assert.equal(await gaps(), 1);
    for (let count = 0; count < 15; count++) {
      later();
      addIssue(standIn.world, standIn.ledger, {
        author: 'ops-dev',
        title: `Later ${count}`,
        body: '',
        isPullRequest: true,
      });
    }
    assert.equal((await refreshed()).length, 0);
    assert.equal(await gaps(), 1);
    // The note is found, and what it stands in has not changed for long.
    assert.deepEqual(await asks(), [1, 'InboxChanged', 'InboxEarlier', 'InboxEarlier', 'InboxDiscussion']);
    assert.equal(await gaps(), 0);
    assert.deepEqual(await asks(), [1, 'InboxChanged']);
  });

  it('is kept, with all that lies around it, while what lies between is still read', async () => {
    const rolling = addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      category: standIn.ledger.categories[0]!,
      title: 'Handoffs',
      body: 'All of them',
    });
    const say = (body: string) => {
      later();
      return addComment(standIn.world, rolling, 'pune-dev', body);
    };
    const talk = (count: number) => {
      for (let each = 0; each < count; each++) say(`Looks good ${each}`);
    };
    const noted = (id: string) => say(note.replace('n1', id));
    const ids = async () => (await refreshed()).map(({ handoff }) => handoff.id).sort();
    noted('n1');
    assert.deepEqual(await ids(), ['n1']);
    noted('n2');
    talk(350);
    noted('n3');
    talk(210);
    assert.deepEqual(await ids(), ['n1', 'n3'], 'so far');
    noted('n4');
    assert.deepEqual(await ids(), ['n1', 'n2', 'n3', 'n4']);
    talk(210);
    assert.deepEqual(await ids(), ['n1', 'n2', 'n3', 'n4'], 'however much is said below');
    assert.equal((await store.read(address()))?.gaps, undefined);
  });

  it('is not looked for any more where the conversation that was not read yet is gone', async () => {
    await refreshed();
    const rolling = addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      category: standIn.ledger.categories[0]!,
      title: 'Handoffs',
      body: 'All of them',
    });
    for (let count = 0; count < 400; count++) {
      later();
      addComment(standIn.world, rolling, 'ops-dev', `Looks good ${count}`);
    }
    await refreshed();
    const left = (await store.read(address()))?.gaps;
    assert.equal(left?.length, 1);
    standIn.ledger.discussions.splice(standIn.ledger.discussions.indexOf(rolling), 1);
    assert.equal((await refreshed()).length, 0);
    assert.equal((await store.read(address()))?.gaps, undefined);
  });

  it('has its question answered by whoever quotes it there, and is unread again', async () => {
    const on = threadOf(true);
    later();
    addComment(
      standIn.world,
      on,
      'pune-dev',
      note.replace('**Next', '## Blocked\n\n- Is a retry ever right? → lisbon-dev\n\n**Next'),
    );
    const asked = async () => {
      const entries = await refreshed('pune-dev');
      const handoffs = entries.map(({ handoff }) => handoff);
      return asksOf(handoffs, null, clock).map(({ state, answer }) => [state, answer?.by ?? null]);
    };
    assert.deepEqual(await asked(), [['open', null]]);
    later();
    addComment(standIn.world, on, 'ops-dev', '> Looks good to me otherwise\n\nAgreed.');
    addComment(standIn.world, on, 'ops-dev', 'A retry is ever right, I think, in general.');
    assert.deepEqual(await asked(), [['open', null]], 'that was said to others');
    later();
    const answer = addComment(standIn.world, on, 'lisbon-dev', '> Is a retry ever right?\n\nNo.');
    assert.deepEqual(await asked(), [['answered', 'lisbon-dev']]);
    const [entry] = await refreshed('pune-dev');
    assert.equal(entry?.handoff.updatedAt, answer.createdAt);
  });

  it('is gone when its author takes it back', async () => {
    const on = threadOf(true);
    const comment = posted(on);
    assert.equal((await refreshed()).length, 1);
    on.comments.splice(on.comments.indexOf(comment), 1);
    assert.equal((await refreshed()).length, 0);
  });

  it('is found behind many that changed since, and busy threads are looked through only so far', async () => {
    posted(threadOf(true));
    for (let count = 0; count < 60; count++) {
      later();
      addIssue(standIn.world, standIn.ledger, {
        author: 'ops-dev',
        title: `Change ${count}`,
        body: '',
        isPullRequest: true,
      });
    }
    assert.equal((await refreshed()).length, 1);
    const before = standIn.operations.length;
    for (let count = 0; count < 500; count++)
      addIssue(standIn.world, standIn.ledger, {
        author: 'ops-dev',
        title: `Later ${count}`,
        body: '',
        isPullRequest: true,
      });
    assert.equal((await refreshed()).length, 1, 'what is known stays');
    assert.ok(standIn.operations.length - before <= 5);
  });

  it('is found behind more than one refresh looks through, in the next ones, though as much changes meanwhile', async () => {
    await refreshed();
    posted(threadOf(true));
    const change = (count: number) => {
      for (let each = 0; each < count; each++) {
        later();
        addIssue(standIn.world, standIn.ledger, {
          author: 'ops-dev',
          title: `Change ${each}`,
          body: '',
          isPullRequest: true,
        });
      }
    };
    const rests = async () => (await store.read(address()))?.rests?.length ?? 0;
    change(700);
    assert.deepEqual([(await refreshed()).length, await rests()], [0, 1]);
    later();
    addComment(standIn.world, standIn.ledger.issues.at(-1)!, 'pune-dev', note.replace('n1', 'n2'));
    for (const [found, left] of [
      [0, 2],
      [0, 2],
      [1, 2],
    ]) {
      change(200);
      assert.deepEqual([(await refreshed()).length, await rests()], [found, left], `${found}`);
    }
    for (let count = 0; (await rests()) > 0; count++) {
      assert.ok(count < 10, 'all is read in the end');
      const before = standIn.operations.length;
      await refreshed();
      assert.ok(standIn.operations.length - before <= 5, 'and no refresh asks for much');
    }
    const before = standIn.operations.length;
    assert.equal((await refreshed()).length, 2);
    assert.deepEqual(standIn.operations.slice(before), ['InboxChanged']);
  });

  it('is found in each of more long conversations than one refresh reads, though others grow meanwhile', async () => {
    await refreshed();
    const issue = (title: string) =>
      addIssue(standIn.world, standIn.ledger, { author: 'ops-dev', title, body: '', isPullRequest: true });
    const talk = (on: IssueRecord, count: number) => {
      for (let each = 0; each < count; each++) {
        later();
        addComment(standIn.world, on, 'ops-dev', `Looks good ${each}`);
      }
    };
    const count = 120;
    for (let each = 0; each < count; each++) {
      const on = issue(`Long ${each}`);
      later();
      addComment(standIn.world, on, 'pune-dev', note.replace('n1', `n${each}`));
      talk(on, 25);
    }
    const busy = Array.from({ length: 4 }, (_, each) => issue(`Busy ${each}`));
    let found = 0;
    for (let rounds = 0; found < count; rounds++) {
      const before = found;
      // As much as all that one refresh reads, some times.
      for (const each of rounds > 0 && rounds < 4 ? busy : []) talk(each, 330);
      found = (await refreshed()).length;
      assert.ok(found > before, `${found} of ${count} are found`);
    }
    for (let rounds = 0; (await store.read(address()))?.gaps; rounds++) {
      assert.ok(rounds < 20, 'all is read in the end');
      await refreshed();
    }
  });
});
