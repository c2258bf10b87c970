import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import type { GitHub } from '../../../src/core/ports/github';
import { rankKnown, searchesFor } from '../../../src/core/report/issue/known';
import { legacyPaths } from '../../../src/core/report/issue/legacy';
import { readTraces } from '../../../src/core/trace/readTrace';
import { retry, sendWaiting } from '../../../src/usecases/outbox/senders';
import { hurrySignedIn, waiting } from '../../../src/usecases/outbox/enqueue';
import { knownIssues } from '../../../src/usecases/report/knownIssues';
import type { WaitingIssue } from '../../../src/usecases/report/issuePlace';
import { sendIssue } from '../../../src/usecases/report/sendIssue';
import { setIssues } from '../../github/issues';
import { startStandIn, type StandIn } from '../../github/server';
import { addIssue, addRepository, edit } from '../../github/world';
import { journalInMemory } from '../../unit/github/journalInMemory';

const trace = (line = 7, id = 'r-17') =>
  `TypeError: Cannot read amount of ${id}\n    at Ledger.read (/srv/lib/ledger.js:${line}:16)\n    at refund (/srv/pay.js:3:9)\n    at main (/srv/pay.js:9:1)\n`;
const body = `**What happens:** x\n\n\`\`\`text\n${trace()}\`\`\`\n\n<!-- baton:fingerprint v2:0123456789abcdef -->\n<!-- baton:report r-1 -->`;

describe('a report as an issue', function () {
  this.timeout(30_000);
  let standIn: StandIn;
  let gitHub: GitHub;
  let journal: ReturnType<typeof journalInMemory>;
  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const ports = (as = gitHub) => ({
    state: journal,
    gitHub: () => Promise.resolve(as),
    now: () => Date.now(),
    pause: () => Promise.resolve(),
  });
  const order = (more: Partial<WaitingIssue> = {}): WaitingIssue => ({
    address: address(),
    issue: {
      title: 'TypeError: no amount',
      body,
      labels: ['Bug', 'nope'],
      assignees: ['ops-dev', 'stranger'],
    },
    on: null,
    mayBePublic: true,
    ...more,
  });
  const send = (more: Partial<WaitingIssue> = {}, as = gitHub) => sendIssue(order(more), ports(as));
  const made = () => standIn.ledger.issues.filter((each) => each.body.includes('baton:report r-1'));

  before(async () => {
    standIn = await startStandIn();
    gitHub = createGitHub(standIn.url, standIn.token('pune-dev'), 1);
  });
  beforeEach(() => {
    standIn.heal();
    standIn.ledger.issues.splice(2);
    standIn.ledger.isArchived = false;
    setIssues(standIn.ledger, {});
    journal = journalInMemory();
  });
  after(() => standIn.close());

  it('is created once, with the labels and assignees that the repository has', async () => {
    const sent = await send();
    const [issue] = made();
    assert.deepEqual(sent, { state: 'sent', url: issue?.url });
    assert.deepEqual(
      [issue?.title, issue?.labels, issue?.assignees],
      ['TypeError: no amount', ['bug'], ['ops-dev']],
    );
    assert.deepEqual(await send(), { state: 'sent', url: issue?.url });
    assert.equal(made().length, 1);
    assert.deepEqual(await waiting(journal), []);
  });
  it('is created without labels by somebody who may not set them', async () => {
    const reader = createGitHub(standIn.url, standIn.token('reader-dev'), 1);
    assert.equal((await send({}, reader)).state, 'sent');
    assert.deepEqual([made()[0]?.labels, made()[0]?.assignees], [[], []]);
    assert.equal((await reader.issues.repository(address())).canTriage, false);
  });
  it('is not taken for somebody else’s text with its marker', async () => {
    addIssue(standIn.world, standIn.ledger, { author: 'reader-dev', title: 'x', body });
    await send();
    assert.equal(made().length, 2);
  });
  for (const kind of ['cut-after', 'server-error-after', 'cut-midway'] as const) {
    it(`is found again when the answer was lost (${kind}), and not sent twice`, async () => {
      standIn.fail({ on: 'CreateIssue', kind });
      assert.equal((await send()).state, 'sent');
      assert.equal(made().length, 1);
    });
  }
  it('asks when nobody knows whether it arrived; a retry is the person’s word', async () => {
    standIn.fail({ on: 'CreateIssue', kind: 'cut-before' });
    const sent = await send();
    assert.equal(sent.state, 'asks');
    assert.equal(made().length, 0);
    const [entry] = await waiting(journal);
    assert.equal(entry?.status, 'asks');
    assert.equal((await retry(entry?.id ?? '', ports()))?.state, 'sent');
    assert.equal(made().length, 1);
  });
  it('waits when GitHub cannot be reached, and is sent later', async () => {
    standIn.fail({ kind: 'cut-before', times: 40 });
    assert.equal((await send()).state, 'waiting');
    standIn.heal();
    const [entry] = await waiting(journal);
    assert.equal((await retry(entry?.id ?? '', ports()))?.state, 'sent');
    assert.equal(made().length, 1);
  });
  it('waits while nobody is signed in, and goes by itself, once, as soon as somebody is', async () => {
    const signedOut = { ...ports(), gitHub: () => Promise.resolve(null) };
    const sent = await sendIssue(order(), signedOut);
    assert.equal(sent.state, 'waiting');
    assert.match(JSON.stringify(sent), /Nobody is signed in to 127\.0\.0\.1/);
    await sendWaiting(signedOut);
    assert.equal(made().length, 0);
    await hurrySignedIn(journal, () => Promise.resolve(true), Date.now());
    await Promise.all([sendWaiting(ports()), sendWaiting(ports())]);
    assert.equal(made().length, 1);
    assert.deepEqual(await waiting(journal), []);
  });
  it('waits when the sign-in has ended meanwhile, and goes with the next one', async () => {
    const ended = createGitHub(standIn.url, 'an-ended-sign-in', 1);
    assert.equal((await send({}, ended)).state, 'waiting');
    const [entry] = await waiting(journal);
    assert.deepEqual([entry?.status, entry?.signedOut], ['waiting', true]);
    await hurrySignedIn(journal, () => Promise.resolve(true), Date.now());
    await sendWaiting(ports());
    assert.equal(made().length, 1);
  });
  it('is refused with what to do where issues are off, the repository is archived, or it became public', async () => {
    setIssues(standIn.ledger, { hasIssues: false });
    assert.match(JSON.stringify(await send()), /Issues are turned off/);
    setIssues(standIn.ledger, {});
    standIn.ledger.isArchived = true;
    assert.match(JSON.stringify(await send()), /is archived/);
    standIn.ledger.isArchived = false;
    assert.match(JSON.stringify(await send({ mayBePublic: false })), /is public/);
    assert.equal(made().length, 0);
  });
  it('can be a comment on the issue that is known already, once', async () => {
    await send({ on: 1 });
    await send({ on: 1 });
    const [known] = standIn.ledger.issues;
    assert.equal(known?.comments.filter((each) => each.body.includes('baton:report r-1')).length, 1);
  });

  describe('that is posted again', () => {
    const changed = (text: string, title = 'TypeError: no amount', more: Partial<WaitingIssue> = {}) => ({
      issue: { title, body: body.replace('x', text), labels: ['bug'], assignees: [] },
      ...more,
    });
    it('edits the issue, weeks later too, and leaves its labels alone', async () => {
      const first = await send();
      const [issue] = made();
      assert.ok(issue);
      issue.labels.splice(0, 1, 'confirmed');
      const weeks = 40 * 86_400_000;
      const later = { ...ports(), now: () => Date.now() + weeks };
      const again = await sendIssue(order(changed('a crash', 'TypeError: none')), later);
      assert.deepEqual(again, first);
      assert.equal(made().length, 1);
      assert.deepEqual([issue.title, issue.labels], ['TypeError: none', ['confirmed']]);
      assert.match(issue.body, /What happens:\*\* a crash/);
    });
    it('edits the comment on an issue that is known already', async () => {
      await send({ on: 1 });
      await send(changed('a crash', 'x', { on: 1 }));
      const own = standIn.ledger.issues[0]?.comments.filter((each) => each.body.includes('baton:report r-1'));
      assert.equal(own?.length, 1);
      assert.match(own?.[0]?.body ?? '', /a crash/);
    });
    it('keeps a title that others gave it', async () => {
      await send();
      const [issue] = made();
      assert.ok(issue);
      issue.title = 'Refunds: unknown id crashes';
      await send(changed('a crash', 'TypeError: none'));
      assert.equal(issue.title, 'Refunds: unknown id crashes');
      assert.match(issue.body, /a crash/);
    });
    it('asks before it replaces what somebody wrote there, and replaces only what the person saw', async () => {
      await send();
      const [issue] = made();
      assert.ok(issue);
      const theirs = issue.body.replace('x', 'x, as ops saw too');
      edit(standIn.world, issue, 'ops-dev', theirs);
      const asked = await send(changed('a crash'));
      assert.equal(asked.state, 'asks');
      assert.match(JSON.stringify(asked), /somebody edited it there/);
      assert.equal(issue.body, theirs);
      edit(standIn.world, issue, 'ops-dev', theirs.replace('too', 'twice'));
      assert.equal((await send(changed('a crash', 'x', { replaces: theirs }))).state, 'asks');
      assert.match(issue.body, /twice/);
      assert.equal((await send(changed('a crash', 'x', { replaces: issue.body }))).state, 'sent');
      assert.match(issue.body, /a crash/);
      assert.equal(made().length, 1);
    });
    it('is sent later when the edit got no answer, and is not asked about', async () => {
      await send();
      standIn.fail({ on: 'UpdateIssue', kind: 'cut-after' });
      assert.equal((await send(changed('a crash'))).state, 'waiting');
      const [entry] = await waiting(journal);
      assert.equal((await retry(entry?.id ?? '', ports()))?.state, 'sent');
      assert.equal((await send(changed('a second crash'))).state, 'sent');
      assert.match(made()[0]?.body ?? '', /a second crash/);
    });
    it('is the same issue for a machine that knows nothing of it, which asks before it edits', async () => {
      await send();
      journal = journalInMemory();
      assert.equal((await send()).state, 'sent');
      journal = journalInMemory();
      assert.equal((await send(changed('a crash'))).state, 'asks');
      assert.equal(made().length, 1);
    });
  });

  describe('and what the repository asks', () => {
    it('is read from its own templates, else from its owner’s, with the policy for security', async () => {
      const shared = addRepository(standIn.world, {
        owner: 'baton-sample',
        name: '.github',
        isPrivate: false,
        writers: [],
        watchers: 0,
      });
      setIssues(shared, { templates: { 'bug.yml': 'name: Shared' } });
      setIssues(standIn.ledger, { securityPolicy: true });
      const first = await gitHub.issues.repository(address());
      assert.deepEqual(first.templates, [{ name: 'bug.yml', text: 'name: Shared' }]);
      assert.equal(first.securityPolicyUrl, `${standIn.url}/baton-sample/ledger/security/policy`);
      assert.equal(first.canTriage, true);
      setIssues(standIn.ledger, { templates: { 'own.md': 'hello' } });
      assert.deepEqual((await gitHub.issues.repository(address())).templates, [
        { name: 'own.md', text: 'hello' },
      ]);
      for (const path of legacyPaths) {
        setIssues(standIn.ledger, { legacy: { [path]: path } });
        const { templates } = await gitHub.issues.repository(address());
        assert.deepEqual(templates, [{ name: `/${path}`, text: path }]);
      }
      const legacy = { 'docs/issue_template.md': 'last', '.github/ISSUE_TEMPLATE.md': 'first' };
      setIssues(standIn.ledger, { legacy });
      assert.deepEqual((await gitHub.issues.repository(address())).templates, [
        { name: '/.github/ISSUE_TEMPLATE.md', text: 'first' },
      ]);
      setIssues(standIn.ledger, { legacy, templates: { 'own.md': 'hello' } });
      assert.deepEqual((await gitHub.issues.repository(address())).templates, [
        { name: 'own.md', text: 'hello' },
      ]);
    });
  });

  describe('that is known already', () => {
    const known = (times: number[] = []) =>
      knownIssues(
        { markdown: `# TypeError\n\n${body}`, address: address() },
        { issues: gitHub.issues, times, now: () => Date.now() },
      );
    it('is found by its marker and by its message, open or closed, the most similar first', async () => {
      const add = (title: string, text: string) =>
        addIssue(standIn.world, standIn.ledger, { author: 'ops-dev', title, body: text });
      add(
        'TypeError: Cannot read amount',
        `Another place\n\n\`\`\`\nTypeError: Cannot read amount of r-2\n    at other (/x/y.js:1:2)\n    at more (/x/z.js:1:2)\n\`\`\``,
      );
      const similar = add('Crash', `TypeError: Cannot read amount of r-9\n${trace(12, 'r-9')}`);
      const same = add('Seen', 'x\n\n<!-- baton:fingerprint v2:0123456789abcdef -->');
      const { issues, incomplete } = await known();
      assert.equal(incomplete, null);
      assert.deepEqual(
        issues.slice(0, 2).map(({ number }) => number),
        [same.number, similar.number],
      );
      assert.equal(issues[0]?.similarity, 1);
      assert.ok((issues[1]?.similarity ?? 0) > 0.6 && (issues[1]?.similarity ?? 1) < 1);
    });
    it('is looked for within GitHub’s limits', async () => {
      const now = Date.now();
      const { incomplete } = await known(Array.from({ length: 30 }, () => now));
      assert.match(incomplete ?? '', /no more searches this minute/);
      const errors =
        readTraces(
          `TypeError: ${'very long words '.repeat(60)}\n    at f (/a.js:1:1)\n    at g (/a.js:2:1)\n`,
        )[0]?.errors ?? [];
      for (const query of searchesFor(`${'o'.repeat(39)}/${'n'.repeat(100)}`, 'v2:0123456789abcdef', errors))
        assert.ok(query.length <= 256, query);
    });
    it('stands in nobody’s way when the search fails', async () => {
      standIn.fail({ on: 'SearchIssues', kind: 'secondary-limit', times: 9 });
      const found = await known();
      assert.deepEqual(found.issues, []);
      assert.ok(found.incomplete !== null);
    });
    it('is nothing that only shares a word', () => {
      const errors = readTraces(trace())[0]?.errors ?? [];
      const other = {
        number: 1,
        title: 'Add a ledger',
        url: '',
        isOpen: true,
        body: 'please read the amount',
      };
      assert.deepEqual(rankKnown({ fingerprint: null, errors }, [other], readTraces), []);
    });
  });
});
