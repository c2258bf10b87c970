import { strict as assert } from 'node:assert';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createScratches } from '../../src/adapters/git/scratch';
import type { GitHub } from '../../src/core/ports/github';
import type { Issue, IssueHost } from '../../src/core/ports/issues';
import type { IssueDraft } from '../../src/core/report/issue/model';
import { attachToNote } from '../../src/features/report/attach';
import { hiddenIn, Reports } from '../../src/features/report/documents';
import { IssueReview } from '../../src/features/report/issue/subject';
import { ReportLedgers } from '../../src/features/report/ledgers';
import { showRedactions } from '../../src/features/report/redactions';
import { verify } from '../../src/features/report/verify';
import { setVersion } from '../../src/features/report/write';
import { reportBug } from '../../src/usecases/report/reportBug';
import { answering, labelled, typing, type Item } from './answering';
import { messages } from './messages';
import { makeScene, type Scene } from './scene';
import { eventually } from './waiting';

/** GitHub's issues as a few variables. */
function fakeIssues() {
  const made: (Issue & IssueDraft)[] = [];
  const issues: IssueHost = {
    viewer: () => Promise.resolve({ login: 'asha' }),
    repository: () =>
      Promise.resolve({
        id: 'R1',
        nameWithOwner: 'acme/shop',
        isPrivate: false,
        isArchived: false,
        hasIssues: true,
        canTriage: true,
        watchers: 3,
        securityPolicyUrl: null,
        templates: [],
        parent: null,
      }),
    async *mine() {
      yield* await Promise.resolve(made);
    },
    async *myComments() {
      yield* await Promise.resolve([]);
    },
    create: (_, issue) => {
      const number = made.length + 1;
      const url = `https://github.com/acme/shop/issues/${number}`;
      made.push({ ...issue, id: `I${number}`, number, url, createdAt: new Date().toISOString() });
      return Promise.resolve(made[made.length - 1] as Issue);
    },
    edit: (found, to) => {
      const at = made.findIndex(({ id }) => id === found.id);
      const before = made[at];
      if (!before) return Promise.reject(new Error('there is no such issue'));
      made[at] = { ...before, title: to.title ?? before.title, body: to.body };
      return Promise.resolve(made[at] as Issue);
    },
    comment: () => Promise.reject(new Error('unused')),
    reviewers: () => Promise.resolve([]),
    search: () => Promise.resolve([]),
  };
  return { made, issues };
}

describe('a report that is open', () => {
  let scene: Scene;
  let reports: Reports;
  let document: vscode.TextDocument;
  const root = (): string => scene.folders[0] ?? '';

  type IssueServices = ConstructorParameters<typeof IssueReview>[0];
  const asha = { host: 'github.com', token: 't', account: 'asha', scopes: ['repo'] };
  /** What a review page needs, with somebody signed in at this GitHub. */
  const issueServices = (
    issues: IssueHost,
    postPublic: 'ask' | 'allow',
    sessions: Partial<IssueServices['sessions']> = { existing: () => Promise.resolve(asha) },
  ): IssueServices =>
    ({
      ...scene.services,
      gitHub: () => ({ issues }) as unknown as GitHub,
      sessions,
      settings: { current: () => ({ postPublic }) },
      secrets: { find: () => Promise.resolve([]) },
    }) as unknown as IssueServices;

  before(async () => {
    scene = await makeScene('shop');
    reports = new Reports();
    await scene.git(['init', '-q', '-b', 'main']);
    await scene.git(['remote', 'add', 'origin', 'https://github.com/acme/shop.git']);
    await writeFile(join(root(), 'pay.js'), 'exports.pay = (row) => (row ? row.amount : 0);\n');
    await writeFile(join(root(), 'run.js'), "require('./pay').pay(undefined);\n");
    await scene.git(['add', '.']);
    await scene.git(['commit', '-q', '-m', 'feat: pay']);
    await writeFile(join(root(), 'pay.js'), 'exports.pay = (row) => row.amount;\n');
    await scene.git(['commit', '-qam', 'refactor: shorter']);
    await scene.git(['update-ref', 'refs/remotes/origin/main', 'HEAD']);
    const text = `$ node run.js\nTypeError: Cannot read properties of undefined (reading 'amount')\n    at exports.pay (${root()}/pay.js:1:28)\n    at Object.<anonymous> (${root()}/run.js:1:18)\n    at Module._compile (node:internal/modules/cjs/loader:1554:14)\nfor jo@example.com\n`;
    const { git, files, machine } = scene.services;
    document = await reports.open(await reportBug({ text, workspaces: [root()] }, { git, files, machine }), {
      text,
    });
  });
  after(async () => {
    reports.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scene.remove();
  });

  it('is not verified without a yes, nor in a workspace that is not trusted: nothing is run', async () => {
    const never = () => Promise.reject(new Error('a copy was made'));
    const services = { ...scene.services, scratches: { create: never } };
    const written = document.getText();
    const box = typing(({ value }) => value);
    const { told, restore } = messages();
    const trust = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
    try {
      await assert.rejects(verify(document.uri, services, reports), vscode.CancellationError);
      assert.match(told[0] ?? '', /Run this 5 times/);
      Object.defineProperty(vscode.workspace, 'isTrusted', { configurable: true, value: false });
      await assert.rejects(verify(document.uri, services, reports), /have not trusted/);
      assert.equal(told.length, 1, 'nobody is asked for a command that would not be run');
    } finally {
      if (trust) Object.defineProperty(vscode.workspace, 'isTrusted', trust);
      restore();
      box.restore();
    }
    assert.equal(document.getText(), written);
  });

  it('is verified after asking, and says what came of it', async () => {
    const { showInputBox } = vscode.window;
    const asked: string[] = [];
    Object.assign(vscode.window, {
      showInputBox: (options: vscode.InputBoxOptions) => {
        asked.push(options.value ?? '');
        return Promise.resolve(options.value);
      },
    });
    const { told, restore } = messages('Run');
    const services = { ...scene.services, scratches: createScratches() };
    try {
      await verify(document.uri, services, reports);
    } finally {
      restore();
      Object.assign(vscode.window, { showInputBox });
    }
    assert.deepEqual(asked, ['node run.js', '']);
    assert.match(told[0] ?? '', /Run this 5 times/);
    const short = (await scene.git(['rev-parse', 'HEAD'])).slice(0, 7);
    assert.ok(
      document.getText().includes(`**Reproduce** (5 of 5 at \`${short}\`, 0 of 5 at its parent)`),
      document.getText(),
    );
    assert.deepEqual(
      (await readdir(tmpdir())).filter((name) => name.startsWith('baton-verify-')),
      [],
    );
  });

  it('becomes an issue by the review page, once, after a yes to a public place', async () => {
    const { made, issues } = fakeIssues();
    const opened: string[] = [];
    const services = issueServices(issues, 'ask');
    const repository = await scene.services.git.open(root());
    assert.ok(repository);
    const differences = { show: () => Promise.resolve() };
    const review = new IssueReview(
      services,
      document,
      repository,
      await reports.of(document),
      [],
      differences,
      (url) => {
        opened.push(url);
        return Promise.resolve();
      },
    );
    const submit = () => review.submit(new AbortController().signal, () => Promise.resolve());
    await review.prepare({ ask: true });
    assert.equal(review.model()?.canSubmit, false);
    await submit();
    assert.equal(made.length, 0);
    await review.choose({ type: 'consent', id: 'public', given: true });
    assert.equal(review.model()?.canSubmit, true);
    await submit();
    assert.equal(made.length, 1);
    assert.deepEqual(opened, ['https://github.com/acme/shop/issues/1']);
    assert.match(made[0]?.title ?? '', /^TypeError: Cannot read properties of undefined/);
    assert.match(made[0]?.body ?? '', /5 of 5 at[^]*<!-- baton:report r-[0-9a-f]{12} -->/);
    assert.doesNotMatch(made[0]?.body ?? '', /Write here/);
    review.result = null;
    await submit();
    assert.equal(made.length, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.positionAt(document.getText().indexOf('**Ask:**')),
      'It is urgent.\n\n',
    );
    await vscode.workspace.applyEdit(edit);
    review.result = null;
    review.forget();
    await review.prepare({ ask: true });
    assert.equal(review.model()?.primary, 'Update Issue');
    await submit();
    assert.equal(made.length, 1);
    assert.match(made[0]?.body ?? '', /It is urgent\./);
  });

  it('is posted by the account that was changed to, whatever an earlier look still hears', async () => {
    const { issues } = fakeIssues();
    const bruno = { ...asha, account: 'bruno' };
    let existing: () => Promise<typeof asha | null> = () => Promise.resolve(asha);
    const asked: string[] = [];
    const services = issueServices(issues, 'allow', {
      existing: () => existing(),
      signIn: (host, wanted, options) => {
        asked.push(`${host} ${wanted.join()} ${String(options?.another)}`);
        existing = () => Promise.resolve(bruno);
        return Promise.resolve(bruno);
      },
    });
    const repository = await scene.services.git.open(root());
    assert.ok(repository);
    const differences = { show: () => Promise.resolve() };
    const memory = await reports.of(document);
    const review = new IssueReview(services, document, repository, memory, [], differences);
    await review.prepare({ ask: true });
    assert.deepEqual([review.model()?.signedInAs, review.model()?.canChangeAccount], ['asha', true]);
    // Typing began a look that is slow to answer, and the click on “Change…” comes right then.
    let begun = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (begun = resolve));
    let answer: (session: typeof asha) => void = () => undefined;
    existing = () => {
      begun();
      return new Promise((resolve) => (answer = resolve));
    };
    const earlier = review.prepare({ ask: true });
    await isAsked;
    existing = () => Promise.resolve(asha);
    await review.changeAccount();
    assert.deepEqual(asked, ['github.com public_repo true']);
    answer(asha);
    await earlier;
    assert.equal(review.model()?.signedInAs, 'bruno');
  });

  it('keeps what was answered to a form, also when the window was closed meanwhile', async () => {
    const { issues } = fakeIssues();
    const form = `name: Bug
body:
  - { type: textarea, attributes: { label: What happened }, validations: { required: true } }
  - { type: input, id: serial, attributes: { label: Serial number }, validations: { required: true } }
  - { type: input, id: plan, attributes: { label: Your plan } }
`;
    const before = issues.repository.bind(issues);
    issues.repository = async (address) => ({
      ...(await before(address)),
      templates: [
        { name: 'a.md', text: 'x' },
        { name: 'bug.yml', text: form },
      ],
    });
    const services = issueServices(issues, 'allow');
    const repository = await scene.services.git.open(root());
    assert.ok(repository);
    // A window that was opened anew remembers nothing of a report but its text.
    const page = async () => {
      const differences = { show: () => Promise.resolve() };
      const anew = new Reports();
      const memory = await anew.of(document);
      const review = new IssueReview(services, document, repository, memory, [], differences);
      await review.prepare({ ask: true });
      anew.dispose();
      return review;
    };
    const first = await page();
    await first.choose({ type: 'answer', id: 'field-1', text: 'S-17' });
    await first.choose({ type: 'answer', id: 'field-2', text: 'free' });
    await first.choose({ type: 'category', category: 'a.md' });
    assert.doesNotMatch(first.model()?.markdown ?? '', /S-17/);
    const second = await page();
    assert.equal(second.choices.template, 'a.md');
    await second.choose({ type: 'category', category: 'bug.yml' });
    assert.match(second.model()?.markdown ?? '', /### Serial number\n\nS-17\n\n### Your plan\n\nfree/);
    await second.choose({ type: 'skip', id: 'field-2' });
    assert.match((await page()).model()?.markdown ?? '', /number\n\nS-17\n\n### Your plan\n\n_No response_/);
  });

  it('hides in a window opened anew what it hid before, allows what its author allowed, and is forgotten unsaved', async () => {
    const entries = new Map<string, string>();
    const storage = {
      get: (key: string) => Promise.resolve(entries.get(key)),
      store: (key: string, value: string) => Promise.resolve(void entries.set(key, value)),
      delete: (key: string) => Promise.resolve(void entries.delete(key)),
    };
    const opened = () => new Reports(new ReportLedgers(storage, (error) => assert.fail(String(error))));
    const { git, files, machine } = scene.services;
    const text = `TypeError: no row for jo@example.com at 10.1.2.3\n    at pay (${root()}/pay.js:1:28)\n`;
    const first = opened();
    const report = await first.open(
      await reportBug({ text, workspaces: [root()] }, { git, files, machine }),
      {
        text,
      },
    );
    await eventually('what it hides is kept', () => entries.size === 1 || undefined);
    const pick = answering((items) => [labelled('[email-1]')(items) as Item]);
    const second = opened();
    try {
      await showRedactions(report.uri, second);
      assert.deepEqual(pick.shown[0], ['[email-1]', '[private-ip-1]']);
      const third = opened();
      await eventually(
        'what was allowed is kept',
        async () => (await opened().of(report)).allowed.has('jo@example.com') || undefined,
      );
      const memory = await third.of(report);
      assert.deepEqual([...memory.allowed], ['jo@example.com']);
      assert.equal(memory.folder, root());
      assert.deepEqual(
        hiddenIn(report, memory).map(({ value }) => value),
        ['10.1.2.3'],
      );
      // Taken back by Undo, it is hidden again, and can be looked at again.
      await vscode.window.showTextDocument(report);
      await vscode.commands.executeCommand('undo');
      await eventually('it is hidden again', () => hiddenIn(report, memory).length === 2 || undefined);
      const saved = join(root(), '..', 'report.md');
      await writeFile(saved, report.getText());
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await eventually('it is forgotten', () => entries.size === 0 || undefined);
      // Saving it under a name closes it as well.
      const again = await second.of(await vscode.workspace.openTextDocument(saved));
      assert.deepEqual([...again.allowed], ['jo@example.com']);
      await eventually('it is kept again', () => entries.size === 1 || undefined);
      third.dispose();
    } finally {
      pick.restore();
      first.dispose();
      second.dispose();
    }
  });

  it('is written anew for an older version, with its lines carried to today’s, after asking', async () => {
    const { git, files, machine } = scene.services;
    const services = { ...scene.services, secrets: { find: () => Promise.resolve([]) } };
    await writeFile(join(root(), 'pay.js'), '// one\n// two\nexports.pay = (row) => row.amount;\n');
    await scene.git(['commit', '-qam', 'docs: say more']);
    const text =
      'TypeError: no amount\n    at exports.pay (/ci/build/pay.js:1:28)\n    at run (/ci/build/run.js:1:18)\n';
    const older = await reports.open(
      await reportBug({ text, workspaces: [root()] }, { git, files, machine }),
      {
        text,
      },
    );
    assert.match(older.getText(), /pay\.js:1/);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(older.uri, new vscode.Position(2, 0), 'What I wrote.\n\n');
    await vscode.workspace.applyEdit(edit);
    const before = await scene.git(['rev-parse', 'HEAD~1']);
    const box = typing(() => before.slice(0, 12));
    const { told, restore } = messages('Write Anew');
    try {
      await setVersion(services, reports, older.uri, [root()]);
    } finally {
      restore();
      box.restore();
    }
    assert.match(told[0] ?? '', /What you wrote in it is replaced; Undo brings it back/);
    assert.match(older.getText(), /\*\*Where:\*\* [^\n]*pay\.js:3[^\n]*row\.amount/);
    assert.match(older.getText(), /the trace is of `[0-9a-f]{10}`, its lines carried to today’s/);
    const unknown = typing(() => 'v9.9.9');
    try {
      await assert.rejects(setVersion(services, reports, older.uri, [root()]), /no commit v9\.9\.9/);
    } finally {
      unknown.restore();
    }
  });

  it('can be attached to a handoff note instead', async () => {
    const repository = await scene.services.git.open(root());
    const state = scene.services.state.of(repository?.commonDirectory ?? null);
    const file = await state.writeDraft(
      'note-1',
      '# My day\n\n**State:** works\n\n<!-- baton:note note-1 -->\n',
    );
    await attachToNote(
      document.uri,
      {
        ...scene.services,
        git: scene.services.git,
      },
      [root()],
    );
    const note = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    assert.match(
      note.getText(),
      /\*\*State:\*\* works\n\n## Bug report: TypeError[^]*<details>[^]*<!-- baton:note note-1 -->\n$/,
    );
  });
});
