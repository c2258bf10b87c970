import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { createFiles } from '../../src/adapters/files';
import { createGit } from '../../src/adapters/git';
import { createStateStore } from '../../src/adapters/state';
import { noteStates } from '../../src/core/journal/notes';
import { LostAnswerError, RefusedError, UnavailableError } from '../../src/core/ports/github';
import type { Discussion, GitHub, Posted, RemoteRepository } from '../../src/core/ports/github';
import { noteMarker } from '../../src/core/post/marker';
import { Notebook } from '../../src/features/handoff/notebook';
import { Review, type ReviewServices } from '../../src/features/handoff/review/subject';
import { carryOut } from '../../src/features/handoff/review/submit';
import type { ReviewSection } from '../../src/protocol';
import type { GitHubSession } from '../../src/host/sessions';
import { remove } from './removing';

const run = promisify(execFile);
const markdown = `# Refund retries\n\n**State:** works\n**Next action:** merge it\n\n${noteMarker('n1')}\n`;
const never = new AbortController().signal;
const token = 'gho_ofTheReviewPage';

/** GitHub as a few variables. */
function fakeGitHub() {
  const repository = {
    id: 'r1',
    nameWithOwner: 'pune/ledger',
    url: 'https://github.com/pune/ledger',
    isPrivate: true,
    isArchived: false,
    hasDiscussions: true,
    viewerCanWrite: true,
    watchers: 3,
    categories: [{ id: 'c1', name: 'Handoffs', description: null, isAnswerable: false }],
    parent: null,
  };
  const world = {
    repository: repository as RemoteRepository,
    discussions: [] as Discussion[],
    /** In the team's Discussion #12. */
    replies: [] as Posted[],
    asked: 0,
    failure: null as Error | null,
    lookFailure: null as Error | null,
  };
  const all = async function* () {
    yield* [...world.discussions].reverse();
  };
  const port: Partial<GitHub> = {
    viewer: () => Promise.resolve({ login: 'asha' }),
    repository: () => {
      world.asked++;
      return world.lookFailure ? Promise.reject(world.lookFailure) : Promise.resolve(world.repository);
    },
    discussions: all,
    thread: (_repository, number) =>
      Promise.resolve(
        number === 12 ? { id: 't12', number, title: 'Handoffs', url: 'https://github.com' } : null,
      ),
    replies: async function* () {
      yield* [...world.replies].reverse();
    },
    reply: ({ discussionId, body }) => {
      const made: Posted = {
        id: `${discussionId}-${world.replies.length + 1}`,
        url: 'https://github.com/pune/ledger/discussions/12#discussioncomment-1',
        body,
        createdAt: new Date().toISOString(),
        viewerDidAuthor: true,
        viewerCanUpdate: true,
      };
      world.replies.push(made);
      return Promise.resolve(made);
    },
    posted: (id) => Promise.resolve(world.discussions.find((each) => each.id === id) ?? null),
    createDiscussion: ({ title, body }) => {
      if (world.failure) return Promise.reject(world.failure);
      const number = world.discussions.length + 1;
      const made: Discussion = {
        id: `d${number}`,
        number,
        url: `https://github.com/pune/ledger/discussions/${number}`,
        title,
        body,
        createdAt: new Date().toISOString(),
        author: 'asha',
        viewerDidAuthor: true,
        viewerCanUpdate: true,
      };
      world.discussions.push(made);
      return Promise.resolve(made);
    },
  };
  return { world, port: port as GitHub };
}

describe('the review page, clicked through', () => {
  let folder: string;
  let notebook: Notebook;
  let document: vscode.TextDocument;
  let review: Review;
  let gitHub: ReturnType<typeof fakeGitHub>;
  let session: GitHubSession | null;
  let existing: () => Promise<GitHubSession | null>;
  let signIns: (readonly string[])[];
  let opened: string[];
  let compared: string[][];
  let rolling: Map<string, number>;
  let logged: string[];

  const submit = () => carryOut(review, never, () => Promise.resolve());
  const section = <Kind extends ReviewSection['kind']>(kind: Kind) =>
    review
      .model()
      ?.sections.find((each): each is Extract<ReviewSection, { kind: Kind }> => each.kind === kind);
  const stateOf = async () => {
    const [home] = await notebook.homes();
    return noteStates((await home.state.read()).events).get('n1');
  };
  const signedIn = (scopes: readonly string[] = ['repo']): GitHubSession => ({
    host: 'github.com',
    token,
    account: 'asha',
    scopes,
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-review-'));
    const root = join(folder, 'repo');
    await run('git', ['init', '-q', root]);
    await run('git', ['remote', 'add', 'origin', 'git@github.com:pune/ledger.git'], { cwd: root });
    gitHub = fakeGitHub();
    session = null;
    existing = () => Promise.resolve(session);
    signIns = [];
    opened = [];
    compared = [];
    rolling = new Map();
    logged = [];
    const services = {
      git: createGit(),
      files: createFiles(),
      state: createStateStore(join(folder, 'state')),
      gitHub: () => gitHub.port,
      sessions: {
        existing: () => existing(),
        signIn: (_host: string, scopes: readonly string[], options?: { readonly another?: boolean }) => {
          signIns.push(scopes);
          session = { ...signedIn(scopes), account: options?.another ? 'bruno' : 'asha' };
          return Promise.resolve(session);
        },
        onDidChange: () => new vscode.Disposable(() => undefined),
      },
      settings: {
        current: () => ({
          postRepository: 'current',
          postCategory: 'ask',
          postPublic: 'ask',
          postForPublic: null,
          rolling,
        }),
      },
      log: { info: (line: string) => logged.push(line), warn: (line: string) => logged.push(line) },
    } as unknown as ReviewServices & ConstructorParameters<typeof Notebook>[0];
    notebook = new Notebook(services, { required: () => [root], ifAny: () => [root] });
    const [home] = await notebook.homes();
    document = await vscode.workspace.openTextDocument(await home.state.writeDraft('n1', markdown));
    const differences = { show: (...texts: string[]) => Promise.resolve(void compared.push(texts)) };
    review = new Review(services, notebook, document, home, 'n1', differences, (url) => {
      opened.push(url);
      return Promise.resolve();
    });
  });
  afterEach(async () => {
    notebook.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // Whatever was clicked: the token is in nothing that was written, opened or shown.
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const written = await Promise.all(
      files
        .filter((each) => each.isFile())
        // What was there for a moment only, as a lock is, was looked at too early or is gone.
        .map((each) => readFile(join(each.parentPath, each.name), 'utf8').catch(() => '')),
    );
    const shown = [...logged, ...opened, ...compared.flat(), JSON.stringify(review.model())];
    assert.ok(![...written, ...shown].some((text) => text.includes(token)));
    await remove(folder);
  });

  it('asks GitHub nothing and signs nobody in until the button is clicked', async () => {
    await review.prepare({ ask: true });
    assert.equal(review.model()?.primary, 'Sign In to GitHub…');
    assert.deepEqual([gitHub.world.asked, signIns], [0, []]);
    await submit();
    assert.deepEqual(signIns, [['public_repo']]);
    assert.equal(review.model()?.primary, 'Post Discussion');
    assert.equal(gitHub.world.discussions.length, 0);
  });

  it('asks for private repositories only when the person says that it is one', async () => {
    await review.prepare({ ask: true });
    await review.choose({ type: 'consent', id: 'private', given: true });
    await submit();
    assert.deepEqual(signIns, [['repo']]);
  });

  it('posts what the editor shows, unsaved words included, once, and opens it', async () => {
    session = signedIn();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'Typed last. ');
    await vscode.workspace.applyEdit(edit);
    await submit();
    const [made, ...more] = gitHub.world.discussions;
    assert.equal(more.length, 0);
    assert.match(made?.body ?? '', /^Typed last\. \*\*State:\*\* works/);
    assert.equal(made?.title, 'Refund retries');
    assert.deepEqual(opened, [made?.url]);
    assert.equal(review.model()?.result?.url, made?.url);
    assert.equal(document.isDirty, false);
    assert.equal((await stateOf())?.kind, 'posted');
    assert.deepEqual(await notebook.notes(), []);
  });

  it('posts as a comment in the Discussion that the setting names for the repository, once', async () => {
    rolling.set('pune/ledger', 12);
    session = signedIn();
    await review.prepare({ ask: true });
    assert.equal(review.model()?.primary, 'Post Comment');
    await submit();
    await submit();
    assert.equal(gitHub.world.discussions.length, 0);
    assert.deepEqual(
      gitHub.world.replies.map(({ body }) => body.slice(0, 36)),
      ['### Refund retries\n\n**State:** works'],
    );
    assert.match(review.model()?.result?.url ?? '', /discussions\/12#/);
  });

  it('posts nothing to a public repository without a yes', async () => {
    session = signedIn();
    gitHub.world.repository = { ...gitHub.world.repository, isPrivate: false };
    await submit();
    assert.equal(gitHub.world.discussions.length, 0);
    await review.choose({ type: 'consent', id: 'public', given: true });
    await submit();
    assert.equal(gitHub.world.discussions.length, 1);
  });

  it('keeps the note where it can be sent again when GitHub cannot be reached', async () => {
    session = signedIn();
    gitHub.world.failure = new UnavailableError('github.com cannot be reached.');
    await submit();
    assert.match(review.model()?.problems[0] ?? '', /^github\.com cannot be reached\. The note waits/);
    const [waiting] = await notebook.notes();
    assert.deepEqual([waiting?.id, waiting?.state.kind], ['n1', 'waiting']);
    gitHub.world.failure = null;
    await submit();
    assert.equal((await stateOf())?.kind, 'posted');
  });

  it('keeps the note and says why when GitHub says no', async () => {
    session = signedIn();
    gitHub.world.failure = new RefusedError('You may not post in pune/ledger.', 'no-permission');
    await assert.rejects(submit(), /may not post/);
    assert.equal((await stateOf())?.kind, 'waiting');
    assert.equal(document.getText(), markdown);
  });

  it('offers another sign-in where an organization wants one', async () => {
    session = signedIn();
    gitHub.world.lookFailure = new RefusedError('pune wants its own sign-in.', 'saml');
    await review.prepare({ ask: true });
    const model = review.model();
    assert.equal(model?.primary, 'Sign In to GitHub…');
    assert.ok(model?.problems.includes('pune wants its own sign-in.'));
  });

  it('sends a note whose answer was lost again only after a yes', async () => {
    session = signedIn();
    gitHub.world.failure = new LostAnswerError('no answer');
    await submit();
    assert.equal((await stateOf())?.kind, 'undecided');
    assert.equal(review.model()?.canSubmit, false);
    gitHub.world.failure = null;
    await submit();
    assert.equal(gitHub.world.discussions.length, 0);
    await review.choose({ type: 'consent', id: 'resend', given: true });
    await submit();
    assert.equal(gitHub.world.discussions.length, 1);
  });

  it('still has places to go where Discussions are disabled', async () => {
    session = signedIn();
    gitHub.world.repository = { ...gitHub.world.repository, hasDiscussions: false };
    await review.prepare({ ask: true });
    const free = section('destination')?.choices.filter(({ unavailable }) => unavailable === null);
    assert.deepEqual(
      free?.map(({ kind }) => kind),
      ['comment', 'copy', 'browser'],
    );
  });

  it('copies without GitHub, with what is secret left out', async () => {
    const secret = 'ghp_0123456789abcdef0123456789abcdef0123';
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), `${secret} `);
    await vscode.workspace.applyEdit(edit);
    await run('git', ['remote', 'remove', 'origin'], { cwd: join(folder, 'repo') });
    await submit();
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^# Refund retries\n\n\[GitHub token removed\] \*\*State/);
    assert.doesNotMatch(copied, /ghp_|<!--/);
  });

  it('waits with what was approved when GitHub is away from the start, and goes where it is proposed', async () => {
    session = signedIn();
    gitHub.world.lookFailure = new UnavailableError('github.com cannot be reached.');
    await submit();
    assert.match(review.model()?.problems[0] ?? '', /The note waits/);
    gitHub.world.lookFailure = null;
    await submit();
    assert.equal(gitHub.world.discussions.length, 1);
  });

  it('shows what somebody edited on GitHub beside what would replace it', async () => {
    session = signedIn();
    await submit();
    const [made] = gitHub.world.discussions;
    Object.assign(made ?? {}, { body: 'edited there' });
    await vscode.workspace.openTextDocument(document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'More. ');
    await vscode.workspace.applyEdit(edit);
    review.result = null;
    await submit();
    assert.ok(section('remoteEdit'));
    await review.choose({ type: 'compare' });
    assert.deepEqual([compared[0]?.[1], /More\. /.test(compared[0]?.[2] ?? '')], ['edited there', true]);
    assert.equal(made?.body, 'edited there');
  });

  it('writes the plain name and a question into the note instead of a mention', async () => {
    session = signedIn();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'cc @bruno ');
    await vscode.workspace.applyEdit(edit);
    await review.prepare({ ask: true });
    await review.choose({ type: 'unmention', login: 'bruno' });
    assert.equal(section('readers')?.mentions.length, 0);
    assert.match(
      document.getText(),
      /^cc bruno \*\*State:[^]*## Blocked or unclear\n\n- \*\*cc bruno .*\*\* → bruno/m,
    );
  });

  it('says who of those mentioned is off', async () => {
    session = signedIn();
    const root = join(folder, 'repo');
    await run('mkdir', ['-p', join(root, '.baton')]);
    // Lisbon is at most an hour ahead of UTC.
    const away = String((new Date().getUTCHours() + 12) % 24).padStart(2, '0');
    const team = `members:\n  - name: Bruno\n    github: bruno\n    zone: Europe/Lisbon\n    hours: "${away}:00-${away}:01"\n`;
    await writeFile(join(root, '.baton/team.yml'), team);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'cc @bruno ');
    await vscode.workspace.applyEdit(edit);
    await review.prepare({ ask: true });
    const [mention] = section('readers')?.mentions ?? [];
    assert.equal(mention?.login, 'bruno');
    assert.match(mention?.note ?? '', /^\d\d:\d\d in Lisbon, off until \w{3} \d\d:\d\d Lisbon/);
  });

  it('shows the account that was changed to, whatever an earlier look still hears', async () => {
    session = signedIn(['public_repo']);
    gitHub.world.repository = { ...gitHub.world.repository, isPrivate: false };
    await review.prepare({ ask: true });
    let begun = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (begun = resolve));
    let answer: (session: GitHubSession) => void = () => undefined;
    existing = () => {
      begun();
      return new Promise((resolve) => (answer = resolve));
    };
    // Typing began a look that is slow to answer, and the click on “Change…” comes right then.
    const earlier = review.prepare({ ask: true });
    await isAsked;
    existing = () => Promise.resolve(session);
    await review.changeAccount();
    assert.deepEqual(signIns, [['public_repo']]);
    answer(signedIn(['public_repo']));
    await earlier;
    assert.equal(review.look.session?.account, 'bruno');
  });
});
