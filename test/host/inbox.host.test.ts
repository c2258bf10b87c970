import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createInboxStore } from '../../src/adapters/state/inbox';
import { LostAnswerError, RefusedError, UnavailableError } from '../../src/core/ports/github';
import type { InboxGitHub, ReadDiscussion, Reply } from '../../src/core/ports/inbox';
import { noteMarker } from '../../src/core/post/marker';
import { accept } from '../../src/features/inbox/accept';
import { offerAnswer } from '../../src/features/inbox/answer';
import { readHandoff } from '../../src/features/inbox/documents';
import { groupsOf } from '../../src/features/inbox/groups';
import { warnOf } from '../../src/features/inbox/guards';
import { Inbox } from '../../src/features/inbox/inbox';
import { Pages } from '../../src/features/inbox/pages';
import { askFirst, rowsByMe, rowsForMe, type HandoffRow } from '../../src/features/inbox/rows';
import type { Services } from '../../src/host/services';
import type { Settings } from '../../src/host/settings';
import { outboxPorts } from '../../src/features/handoff/outbox/ports';
import { sendWaiting } from '../../src/usecases/outbox/senders';
import { messages } from './messages';
import { remove } from './removing';
import { makeScene, type Scene } from './scene';
import { eventually } from './waiting';

describe('handoffs for me', () => {
  let scene: Scene;
  let services: Services;
  let inbox: Inbox;
  let discussion: ReadDiscussion;
  let failure: Error | null;
  /** Whether more issues and pull requests changed than are looked through at once. */
  let isBusy: boolean;
  let asked: string[];
  let signedIn: string | null;
  let isLost: boolean;
  let mayMark: boolean;
  let isPublic: boolean;
  /** The scopes that somebody was asked to sign in with. */
  let wanted: string[];
  let granted: string[];
  let chosen: Partial<Settings>;

  beforeEach(async () => {
    scene = await makeScene('ledger');
    await scene.git(['init', '-q']);
    await scene.git(['remote', 'add', 'origin', 'git@github.com:pune/ledger.git']);
    failure = null;
    isBusy = false;
    isLost = false;
    mayMark = true;
    isPublic = true;
    wanted = [];
    granted = ['repo'];
    chosen = {};
    asked = [];
    signedIn = 'asha';
    const at = new Date(Date.now() - 3_600_000).toISOString();
    discussion = {
      id: 'd1',
      number: 1,
      url: 'https://github.com/pune/ledger/discussions/1',
      title: 'Refund retries $(zap) · rui → asha',
      author: 'rui',
      isMember: true,
      body: `**Next action:** merge it\n\n## Do not touch\n\n- \`lib/backoff.js\`: half [written](command:x)\n\n${noteMarker('n1')}`,
      createdAt: at,
      updatedAt: at,
      editedAt: null,
      closed: false,
      isAnswerable: true,
      replies: [],
      hasEarlier: false,
      taken: [],
    };
    const ask = <T>(what: string, answer: () => T): Promise<T> => {
      asked.push(what);
      return failure ? Promise.reject(failure) : Promise.resolve().then(answer);
    };
    const port: Partial<InboxGitHub> = {
      changed: (_, { threads }) =>
        ask('changed', () => ({
          viewer: signedIn ?? '',
          isPrivate: true,
          discussions: [discussion],
          next: isBusy ? 'more' : null,
          reaches: isBusy && threads ? new Date().toISOString() : null,
          threadsReach: isBusy && threads ? new Date().toISOString() : null,
          watched: [],
        })),
      earlier: () =>
        ask('earlier', () => {
          const { before, replies } = discussion;
          return { replies, ...(before !== undefined && { before }) };
        }),
      discussion: () => ask('discussion', () => discussion),
      reply: ({ body }) =>
        ask('reply', () => {
          const reply: Reply = {
            id: `c${discussion.replies.length + 1}`,
            url: `${discussion.url}#c1`,
            author: signedIn,
            body,
            createdAt: new Date().toISOString(),
            isAnswer: false,
            isMember: true,
          };
          discussion = { ...discussion, replies: [...discussion.replies, reply] };
          if (isLost) throw new LostAnswerError('No answer came.');
          return reply;
        }),
      facts: () => ask('facts', () => ({ pulls: [], commits: [], branches: [], files: [] })),
      take: () =>
        ask('take', () => {
          const at = new Date().toISOString();
          discussion = { ...discussion, taken: [{ login: signedIn ?? '', at }] };
        }),
      markAnswer: (id) =>
        ask('markAnswer', () => {
          if (!mayMark) throw new RefusedError('You may not do that.', 'no-permission');
          const replies = discussion.replies.map((each) => ({ ...each, isAnswer: each.id === id }));
          discussion = { ...discussion, replies };
        }),
    };
    const memory = new Map<string, unknown>();
    const workspaceState = {
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
      keys: () => [],
    };
    const session = () => ({ host: 'github.com', token: 't', account: signedIn ?? '', scopes: granted });
    services = {
      ...scene.services,
      settings: {
        ...scene.services.settings,
        current: () => ({
          ...scene.services.settings.current(),
          acceptBy: 'reply',
          markAnswer: 'ask',
          postRepository: 'current',
          ...chosen,
        }),
        answer: (key: string, value: string | boolean) => {
          chosen = { ...chosen, ...(key === 'inbox.markAsAnswer' && { markAnswer: value }) } as typeof chosen;
          return Promise.resolve();
        },
      },
      context: { ...scene.services.context, workspaceState },
      sessions: {
        existing: () => Promise.resolve(signedIn === null ? null : session()),
        signIn: (_: string, scopes: readonly string[], { forceNew = false } = {}) => {
          wanted.push(`${scopes.join(' ')}${forceNew ? ', anew' : ''}`);
          signedIn = 'asha';
          failure = null;
          return Promise.resolve(session());
        },
        onDidChange: () => new vscode.Disposable(() => undefined),
      },
      inbox: () => port as InboxGitHub,
      isPublic: () => Promise.resolve(isPublic),
      inboxStore: createInboxStore,
    } as unknown as Services;
    inbox = new Inbox(services, scene.folders);
  });
  afterEach(async () => {
    inbox.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scene.remove();
  });

  const row = async (): Promise<HandoffRow> => {
    const [first] = await rowsForMe(inbox);
    assert.ok(first && 'handoff' in first);
    return first as HandoffRow;
  };
  const flush = async () => {
    const [home] = await scene.notebook.homes();
    await sendWaiting(outboxPorts(home, services));
    return inbox.refresh(false);
  };

  it('are asked for silently, and nobody is asked to sign in for it', async () => {
    signedIn = null;
    await inbox.refresh(false);
    assert.deepEqual([asked, wanted, await rowsForMe(inbox)], [[], [], []]);
    const [look] = await askFirst(inbox);
    assert.equal(look?.treeItem.command?.command, 'baton.refreshInbox', 'the next step stands there');
    signedIn = 'asha';
    await inbox.refresh(false);
    assert.deepEqual(await askFirst(inbox), [], 'and is gone once GitHub was asked');
  });

  it('need the smallest scope that suffices, when a person asks for them', async () => {
    for (const each of [true, false]) {
      isPublic = each;
      signedIn = null;
      const fresh = new Inbox(services, scene.folders);
      await fresh.refresh(true);
      fresh.dispose();
      await remove(join(scene.folders[0] ?? '', '..', 'state'));
    }
    assert.deepEqual(wanted, ['public_repo', 'repo']);
  });

  it('need another sign-in where the present one does not do, and that only when a person asks', async () => {
    failure = new RefusedError('Sign in for pune’s single sign-on.', 'saml');
    await inbox.refresh(false);
    assert.deepEqual(wanted, []);
    const [forMe] = groupsOf(inbox);
    assert.equal((await inbox.known())[0]?.problem, failure.message);
    await inbox.refresh(true);
    assert.deepEqual([wanted, (await inbox.known())[0]?.problem], [['repo, anew'], null]);
    assert.ok(await forMe?.rows());
    failure = new RefusedError('There is no pune/ledger.', 'not-found');
    granted = ['public_repo'];
    await inbox.refresh(true);
    assert.deepEqual(wanted, ['repo, anew', 'repo'], 'a private repository shows to the larger scope only');
    failure = new RefusedError('There is no pune/ledger.', 'not-found');
    granted = ['repo'];
    await inbox.refresh(true);
    assert.deepEqual([wanted.length, (await inbox.known())[0]?.problem], [2, failure.message]);
  });

  it('are rows with a badge: what is unread stands out, and a name in it is no icon', async () => {
    await inbox.refresh(false);
    const { treeItem, handoff } = await row();
    assert.equal(typeof treeItem.label, 'object', 'unread is highlighted');
    assert.doesNotMatch(JSON.stringify(treeItem.label), /\$\(zap\)/);
    assert.match(String(treeItem.accessibilityInformation?.label), /^Unread, .*Next: merge it$/);
    assert.deepEqual([treeItem.contextValue, handoff.url], ['handoffWaits', discussion.url]);
    const [forMe] = groupsOf(inbox);
    assert.equal(forMe?.badge?.()?.value, 1);
  });

  it('open with what to do next in the first line, and are read then; nothing in them is a command', async () => {
    await inbox.refresh(false);
    const pages = new Pages(() => Promise.reject(new Error('not put')));
    await readHandoff('d1', inbox, pages);
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'baton-handoff');
    pages.dispose();
    assert.equal(document?.lineAt(0).text, '# Next: merge it');
    assert.doesNotMatch(document.getText(), /(?<!\\)\]\(command:/);
    assert.equal(typeof (await row()).treeItem.label, 'string', 'read');
    const again = new Inbox(services, scene.folders);
    const [kept] = await rowsForMe(again);
    again.dispose();
    assert.equal(typeof kept?.treeItem.label, 'string', 'the next window knows');
  });

  it('stay as they were last known when GitHub cannot be reached, with their age', async () => {
    await inbox.refresh(false);
    const [forMe] = groupsOf(inbox);
    // The age is told with a change; one of the first look may still be under way.
    const subscription = forMe?.onDidChange(() => undefined);
    failure = new UnavailableError('github.com cannot be reached.');
    await inbox.refresh(false);
    assert.equal((await row()).handoff.key, 'd1');
    const age = await eventually('the age of what is shown', () => {
      const text = forMe?.description?.() ?? '';
      return text.startsWith('offline') ? text : undefined;
    });
    subscription?.dispose();
    assert.match(age, /^offline, as of [A-Z][a-z]{2} \d\d:\d\d$/);
  });

  it('are told with that not all comments are read yet, until all are', async () => {
    const [forMe] = groupsOf(inbox);
    const subscription = forMe?.onDidChange(() => undefined);
    const told = async (what: RegExp): Promise<void> => {
      await inbox.refresh(false);
      await eventually(`${what} in the view`, () => what.test(forMe?.description?.() ?? '') || undefined);
    };
    const [partly, wholly] = [/^as of .*, not all comments read yet$/, /^as of [A-Z][a-z]{2} \d\d:\d\d$/];
    try {
      await told(wholly);
      const read = discussion;
      const said: Reply = {
        id: 'c0',
        url: discussion.url,
        author: 'rui',
        body: 'More of it',
        createdAt: new Date().toISOString(),
        isAnswer: false,
        isMember: true,
      };
      discussion = { ...read, replies: [said], hasEarlier: true, before: 'c0' };
      await told(partly);
      discussion = read;
      await told(wholly);
      isBusy = true;
      await told(partly);
      isBusy = false;
      await told(wholly);
    } finally {
      subscription?.dispose();
    }
  });

  it('are accepted once, however often it is clicked and even when the answer is lost; its author sees it', async () => {
    await inbox.refresh(false);
    const taken = await row();
    await accept(taken, inbox, false);
    await accept(taken, inbox, false);
    isLost = true;
    await flush();
    isLost = false;
    await flush();
    assert.equal(discussion.replies.length, 1);
    assert.ok(!asked.includes('markAnswer'), 'nobody said so');
    assert.match(String((await row()).treeItem.description), /accepted by asha$/);
    await assert.rejects(accept(taken, inbox, false), /You have accepted this handoff already/);
    signedIn = 'rui';
    const author = new Inbox(services, scene.folders);
    await author.refresh(false);
    const [own] = await rowsByMe(author);
    author.dispose();
    assert.match(String(own?.treeItem.description), /accepted by asha$/);
  });

  it('can be marked as answered by the acceptance: offered, remembered, and told where GitHub refuses it', async () => {
    const how = { login: 'asha', by: 'reply', readBack: null, asAnswer: false, title: 'Accept' } as const;
    const answered = async (...answers: readonly string[]) => {
      const heard = messages(...answers);
      try {
        await offerAnswer('d1', { ...how, asAnswer: chosen.markAnswer === 'always' }, inbox);
        await flush();
        return heard.told;
      } finally {
        heard.restore();
      }
    };
    await inbox.refresh(false);
    assert.deepEqual(await answered('Mark as Answer'), [], 'not before it is accepted');
    await accept(await row(), inbox, false);
    await flush();
    assert.match((await answered()).join(), /^It is accepted\. Mark the reply as the answer too\?/);
    assert.ok(!asked.includes('markAnswer'), 'closing the message is no yes');
    await answered('Mark as Answer');
    assert.deepEqual([discussion.replies.length, discussion.replies[0]?.isAnswer], [1, true]);
    assert.deepEqual(await answered('Mark as Answer'), [], 'it is the answer already');
    discussion = { ...discussion, replies: discussion.replies.map((each) => ({ ...each, isAnswer: false })) };
    mayMark = false;
    await inbox.refresh(false);
    await answered('Always');
    assert.equal(chosen.markAnswer, 'always');
    assert.match(
      (await answered()).join(),
      /did not let you mark the reply as the answer: that takes the author/,
    );
    chosen = { markAnswer: 'ask' };
    await answered('Never');
    assert.deepEqual([chosen.markAnswer, await answered('Mark as Answer')], ['never', []]);
  });

  it('are taken over by a reaction where the person likes that: no reply, no question, and its author sees it', async () => {
    chosen = { acceptBy: 'reaction' };
    await inbox.refresh(false);
    await accept(await row(), inbox, false);
    await flush();
    assert.deepEqual([asked.includes('take'), discussion.replies.length], [true, 0]);
    assert.match(String((await row()).treeItem.description), /accepted by asha$/);
    signedIn = 'rui';
    const author = new Inbox(services, scene.folders);
    await author.refresh(false);
    const [own] = await rowsByMe(author);
    author.dispose();
    assert.match(String(own?.treeItem.description), /accepted by asha$/);
  });

  it('warn once of a file that their author asks not to touch, until that lapses', async () => {
    await inbox.refresh(false);
    const file = join(scene.folders[0] ?? '', 'lib', 'backoff.js');
    const heard = messages();
    try {
      await warnOf(file, inbox, Date.now() + 8 * 86_400_000);
      await warnOf(join(scene.folders[0] ?? '', 'lib', 'other.js'), inbox);
      assert.deepEqual(heard.told, []);
      await warnOf(file, inbox);
      await warnOf(file, inbox);
    } finally {
      heard.restore();
    }
    assert.equal(heard.told.length, 1);
    assert.match(
      heard.told[0] ?? '',
      /^rui asks not to touch this: “lib\/backoff\.js: half.* It holds until/,
    );
    assert.doesNotMatch(heard.told[0] ?? '', /\]\(command:/);
  });
});
