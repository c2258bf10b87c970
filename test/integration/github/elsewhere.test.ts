import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import { lastHandoff } from '../../../src/core/journal/lastHandoff';
import type { GitHub } from '../../../src/core/ports/github';
import type { Destination } from '../../../src/core/post/ledger';
import { isPartOf, partId } from '../../../src/core/post/parts';
import { wholeText } from '../../../src/core/post/unfold';
import { learnPosted, type OwnNote } from '../../../src/usecases/post/elsewhere';
import { postNote, type PostRequest } from '../../../src/usecases/post/postNote';
import { postedTexts, retractNote } from '../../../src/usecases/post/retract';
import { startStandIn, type StandIn } from '../../github/server';
import { addComment, edit } from '../../github/world';
import { journalInMemory } from '../../unit/github/journalInMemory';

const markdown = '# Refunds done\n\n**State:** merged.\n';
const long = `${markdown}\n## Shipped\n\n${Array.from({ length: 1_500 }, (_, n) => `- c${n} ${'x'.repeat(60)}`).join('\n')}\n`;

describe('a note that was posted from another machine', function () {
  this.timeout(60_000);
  let standIn: StandIn;
  let gitHub: GitHub;
  /** What this machine has written down; the other one's is forgotten. */
  let journal: ReturnType<typeof journalInMemory>;

  before(async () => {
    standIn = await startStandIn();
    gitHub = createGitHub(standIn.url, standIn.token('pune-dev'), 0);
  });
  beforeEach(() => {
    standIn.heal();
    standIn.ledger.discussions.length = 0;
    for (const issue of standIn.ledger.issues) issue.comments.length = 0;
    journal = journalInMemory();
  });
  after(() => standIn.close());

  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const inDiscussion = (): Destination => {
    const categoryId = standIn.ledger.categories.find(({ name }) => name === 'Handoffs')!.id;
    return { kind: 'discussion', address: address(), categoryId };
  };
  const post = async (more: Partial<PostRequest> = {}, state = journal) =>
    postNote(
      { markdown, noteId: 'n1', destination: inDiscussion(), mayBePublic: true, ...more },
      { gitHub, state, now: () => Date.now(), pause: () => Promise.resolve() },
    );
  const fromElsewhere = (more: Partial<PostRequest> = {}) => post(more, journalInMemory());
  const ports = (as: GitHub | null = gitHub) => ({
    state: journal,
    gitHub: () => Promise.resolve(as),
    now: () => Date.now(),
  });
  const first = () => standIn.ledger.discussions[0]!;
  const own = (more: Partial<OwnNote> = {}): OwnNote => {
    const { id, number } = first();
    return { id: 'n1', key: id, address: address(), thread: { id, number }, ...more };
  };
  const events = async () => (await journal.read()).events;

  it('is taken back from here, with what continues it', async () => {
    await fromElsewhere({ markdown: long });
    assert.equal(first().comments.length, 1);
    await learnPosted(own(), ports());
    assert.equal(postedTexts(await events(), 'n1').length, 2);
    const done = await retractNote('n1', ports());
    assert.deepEqual([done.map(({ how }) => how), standIn.ledger.discussions], [['deleted', 'deleted'], []]);
  });

  it('is edited from here without a question, and hands over nothing of what was done here', async () => {
    await fromElsewhere();
    await learnPosted(own(), ports());
    assert.equal(lastHandoff(await events()), null);
    const result = await post({ markdown: '# Refunds done\n\n**State:** deployed.\n' });
    assert.equal(result.state, 'updated');
    assert.match(first().body, /deployed/);
    assert.equal(standIn.ledger.discussions.length, 1);
    assert.equal(lastHandoff(await events()), null);
  });

  it('is edited from here with what continues it: the whole of it stands in its draft again', async () => {
    await fromElsewhere({ markdown: long });
    await learnPosted(own(), ports());
    const [part, main] = postedTexts(await events(), 'n1');
    assert.ok(part && main);
    const whole = `# ${main.title}\n\n${wholeText(main.body, [part])}`;
    assert.equal(whole.replace(/\s*<!--.*-->\s*$/, '\n'), long);
    const edited = whole.replace('c1499', 'c1499 (reverted)').replace('merged', 'deployed');
    assert.equal((await post({ markdown: edited })).state, 'updated');
    assert.match(first().body, /deployed/);
    assert.deepEqual(
      first().comments.map(({ body }) => /c1499 \(reverted\)/.test(body)),
      [true],
    );
    assert.equal(standIn.ledger.discussions.length, 1);
  });

  it('is not deleted where somebody else edited it: GitHub keeps what they wrote', async () => {
    await fromElsewhere();
    edit(standIn.world, first(), 'ops-dev', `${first().body}\nedited there`);
    await learnPosted(own(), ports());
    const done = await retractNote('n1', ports());
    assert.deepEqual(
      done.map(({ how }) => how),
      ['edited'],
    );
    assert.match(first().edits.at(-1)?.before ?? '', /edited there/);
  });

  it('is a comment on an issue, or in a Discussion, just as well', async () => {
    const [issue] = standIn.ledger.issues;
    assert.ok(issue);
    await fromElsewhere({ destination: { kind: 'comment', address: address(), number: issue.number } });
    const thread = { id: issue.id, number: issue.number, kind: 'issue' } as const;
    await learnPosted({ id: 'n1', key: issue.comments[0]!.id, address: address(), thread }, ports());
    assert.deepEqual([(await retractNote('n1', ports()))[0]?.how, issue.comments.length], ['deleted', 0]);

    await fromElsewhere({ noteId: 'other' });
    const { id } = first();
    await fromElsewhere({
      noteId: 'n2',
      destination: { kind: 'reply', address: address(), discussionId: id },
    });
    await learnPosted(own({ id: 'n2', key: first().comments[0]!.id }), ports());
    assert.deepEqual([(await retractNote('n2', ports()))[0]?.how, first().comments.length], ['deleted', 0]);
    assert.equal(standIn.ledger.discussions.length, 1);
  });

  it('is left alone where GitHub does not say that this person wrote it, or its marker is another', async () => {
    await fromElsewhere();
    Object.assign(first(), { author: 'lisbon-dev' });
    await assert.rejects(learnPosted(own(), ports()), /somebody else wrote this note/);
    Object.assign(first(), { author: 'pune-dev' });
    await assert.rejects(learnPosted(own({ id: 'n9' }), ports()), /somebody else wrote this note/);
    await assert.rejects(learnPosted(own({ key: 'D_none' }), ports()), /no longer on GitHub/);
    await assert.rejects(learnPosted(own(), ports(null)), /Nobody is signed in/);
    assert.deepEqual(await events(), []);
  });

  it('has no part that somebody else wrote under a marker like its own', async () => {
    await fromElsewhere();
    addComment(standIn.world, first(), 'lisbon-dev', `mine now\n\n<!-- baton:note ${partId('n1', 'c1')} -->`);
    await learnPosted(own(), ports());
    await retractNote('n1', ports());
    assert.match(first().comments[0]?.body ?? '', /^mine now/);
  });
});

describe('the id of a part', () => {
  it('tells whose part it is, also where the note’s own id is long', () => {
    const longest = 'n'.repeat(64);
    for (const note of ['n1', '2026-11-21-x', longest])
      for (const suffix of ['c1', 'c12', 'u1a2b3c']) assert.ok(isPartOf(note, partId(note, suffix)));
    for (const id of [null, 'n1', 'n1-d1', 'n12-c1', 'n1-c1-c1', `${longest}-c1`])
      assert.equal(isPartOf('n1', id), false, String(id));
  });
});
