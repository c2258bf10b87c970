import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { knownCollaborators } from '../../src/features/team/collaborators';
import { TeamReader } from '../../src/features/team/reader';
import type { Services } from '../../src/host/services';
import { commands } from '../../src/ids';
import { answering, labelled, typing, type Choose } from './answering';
import { makeScene } from './scene';
import { eventually } from './waiting';

describe('The team in VS Code', () => {
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = () => vscode.Uri.joinPath(root(), '.baton');

  before(async () => {
    const text =
      'members:\n  - { name: lisbon, login: lis, zone: Europe/Lisbon, hours: 00:00-24:00, days: mon-sun }\n';
    await vscode.workspace.fs.createDirectory(folder());
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true }).then(undefined, () => undefined);
  });

  it('finds a time to meet: asks who, how long and when, and puts the time with every zone where the cursor is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    const { shown, restore } = answering(
      (items) => items,
      labelled('30 min'),
      ([first]) => first,
      labelled('Insert at the Cursor'),
    );
    try {
      await vscode.commands.executeCommand(commands.findMeeting);
    } finally {
      restore();
    }
    assert.deepEqual(shown[0], ['lisbon']);
    assert.ok((shown[2]?.length ?? 0) >= 5);
    assert.deepEqual(shown[3], ['Copy as Markdown', 'Insert at the Cursor', 'Save as Calendar File (.ics)…']);
    const lines = document.getText().split('\n');
    assert.match(lines[0] ?? '', /^\*\*Meeting\*\*: \w{3} \d{1,2} \w{3} \d\d:\d\d–\d\d:\d\d UTC, \d{4}$/);
    assert.match(document.getText(), /^- Lisbon: .* \(lisbon\)$/m);
    assert.match(document.getText(), /\(Asha Rao\)/);
  });

  it('says when to expect an answer of a teammate, and mentions them where the cursor is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    const { shown, restore } = answering(
      (items) => items.find((item) => typeof item !== 'string' && /lisbon/.test(item.label)),
      labelled('Insert @lis'),
    );
    try {
      await vscode.commands.executeCommand(commands.showTimes);
    } finally {
      restore();
    }
    assert.equal(document.getText(), '@lis');
    assert.deepEqual(shown[1]?.slice(0, 3), [
      'Ask now: an answer by',
      'Ask now, urgent: an answer by',
      'Best moment to write',
    ]);
  });

  it('is edited in its file, and what is wrong there is marked in its exact place', async () => {
    await vscode.commands.executeCommand(commands.editTeam);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith('/.baton/team.yml'));
    const { uri } = editor.document;
    const problem = async (text: string, about: string): Promise<vscode.Diagnostic> => {
      const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
      assert.ok(await editor.edit((edit) => edit.replace(whole, text)));
      return eventually(`what is wrong with ${about}`, () =>
        vscode.languages
          .getDiagnostics(uri)
          .find(({ source, message }) => source === 'Baton' && message.includes(about)),
      );
    };
    const zone = await problem('members:\n  - name: lisbon\n    zone: Europe/Lisboa\n', 'Europe/Lisboa');
    assert.match(zone.message, /Europe\/Lisboa.*Europe\/Lisbon/);
    assert.deepEqual(
      [zone.range.start.line, zone.range.start.character, zone.range.end.character],
      [2, 10, 23],
    );
    // The quick fix replaces the wrong zone and nothing else.
    const fixesAt = (line: number, character: number) =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new vscode.Range(line, character, line, character),
        vscode.CodeActionKind.QuickFix.value,
      );
    const [fix] = await fixesAt(2, 12);
    assert.equal(fix?.title, 'Write Europe/Lisbon');
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(editor.document.getText(), 'members:\n  - name: lisbon\n    zone: Europe/Lisbon\n');
    assert.deepEqual(await fixesAt(2, 12), []);
    await problem('members:\n  - name: lisbon\n    zone: IST\n', 'IST');
    assert.deepEqual(
      (await fixesAt(2, 12)).map(({ title }) => title),
      ['Write Asia/Kolkata', 'Write Europe/Dublin', 'Write Asia/Jerusalem'],
    );
    assert.deepEqual(await fixesAt(1, 12), []);
  });

  it('has a file proposed where there is none, which its author looks at and saves', async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    const { restore } = answering();
    try {
      // Reads the team anew.
      await vscode.commands.executeCommand(commands.showTimes);
    } finally {
      restore();
    }
    await vscode.commands.executeCommand(commands.editTeam);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'untitled');
    assert.match(document?.getText() ?? '', /^members:/m);
    assert.match(document?.getText() ?? '', /Asha Rao/);
  });

  it('knows my time from the zone that I choose', async () => {
    const setting = () => vscode.workspace.getConfiguration('baton').get('timeZone');
    for (const [label, value] of [
      ['Asia/Kolkata', 'Asia/Kolkata'],
      ['Automatic', 'auto'],
    ] as const) {
      const { restore } = answering(labelled(label), labelled('From Now On'));
      try {
        await vscode.commands.executeCommand(commands.setTimeZone);
      } finally {
        restore();
      }
      assert.equal(setting(), value);
    }
  });

  it('knows where I am until a day, and where I am from then on', async () => {
    const configuration = () => vscode.workspace.getConfiguration('baton');
    const { Global } = vscode.ConfigurationTarget;
    await configuration().update('timeZone', 'Europe/Lisbon', Global);
    const asked: vscode.InputBoxOptions[] = [];
    const typed = typing((options) => {
      asked.push(options);
      return '2099-12-04';
    });
    const { restore } = answering(labelled('Asia/Tokyo'), labelled('Until a Day…'));
    try {
      await vscode.commands.executeCommand(commands.setTimeZone);
    } finally {
      restore();
      typed.restore();
    }
    assert.equal(configuration().get('timeZone'), 'Asia/Tokyo until 2099-12-04, then Europe/Lisbon');
    const judge = asked[0]?.validateInput;
    assert.ok(judge);
    assert.match(String(await judge('soon')), /^Write the day as \d{4}-\d\d-\d\d\.$/);
    assert.equal(await judge('2020-01-01'), 'That day is over.');
    assert.equal(await judge('2099-12-04'), undefined);
    await configuration().update('timeZone', undefined, Global);
  });

  it('is written down from the menu of a teammate: comments and order stay, and it can be undone', async () => {
    const text = [
      '# Who is here',
      'members:',
      '  - name: lisbon # the west',
      '    login: lis',
      '    # works late',
      '    days: mon-fri',
      '  - { name: Asha Rao }',
      '',
    ].join('\n');
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.createDirectory(folder());
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const saved = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const menu = async (label: string, answer?: string) => {
      const typed = typing(() => answer);
      const { restore } = answering(
        (items) => items.find((item) => typeof item !== 'string' && /lisbon/.test(item.label)),
        labelled(label),
        labelled('Europe/Lisbon'),
      );
      try {
        await vscode.commands.executeCommand(commands.showTimes);
      } finally {
        restore();
        typed.restore();
      }
    };
    await menu('Write Down the Time Zone…');
    await menu('Write Down Working Hours…', '9-12, 13-17');
    await menu('Add Leave…', '2099-12-24 – 2099-12-31');
    assert.equal(
      await saved(),
      text.replace(
        '    login: lis\n',
        '    login: lis\n    leave: [2099-12-24 – 2099-12-31]\n    hours: [9-12, 13-17]\n    zone: Europe/Lisbon\n',
      ),
    );
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.fsPath, file.fsPath);
    // What went into the file behind the editor is an edit of the editor's once it has read the file anew.
    const whole = await saved();
    await eventually('the editor to show the file', () => document.getText() === whole || undefined);
    // What the editor read at once is one edit.
    for (let times = 0; times < 3 && document.getText() !== text; times++)
      await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('knows who I am once I have said it, and asks those who commit here', async () => {
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    const text = 'members:\n  - { name: other, email: other@example.com, zone: Asia/Tokyo }\n';
    await vscode.workspace.fs.createDirectory(folder());
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const ticked = async (): Promise<unknown> => {
      let picked: unknown;
      const { restore } = answering((items) => {
        picked = items.map((item) => typeof item !== 'string' && item.picked === true);
        return undefined;
      });
      try {
        await vscode.commands.executeCommand(commands.findMeeting);
      } finally {
        restore();
      }
      return picked;
    };
    const choose = async (answer: Choose) => {
      const { shown, restore } = answering(answer);
      const typed = typing(() => 'other@example.com');
      try {
        await vscode.commands.executeCommand(commands.chooseIdentity);
      } finally {
        restore();
        typed.restore();
      }
      return shown;
    };
    assert.deepEqual(await ticked(), [false]);
    const [offered] = await choose(labelled('Another e-mail…'));
    assert.ok(offered?.includes('asha@example.com'));
    assert.deepEqual(await ticked(), [true], 'I am the other one now');
    await choose(labelled('asha@example.com'));
    assert.deepEqual(await ticked(), [false]);
  });

  it('is shown from its file before git has answered anything', async () => {
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.createDirectory(folder());
    const text = 'members: [{ name: early, zone: Asia/Tokyo }]\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const scene = await makeScene('unused');
    let asked = false;
    const git = {
      open: () => {
        asked = true;
        return new Promise<never>(() => undefined);
      },
    };
    const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
    const context = { workspaceState: memory, globalState: memory } as unknown as vscode.ExtensionContext;
    const mine = {
      ...scene.services.settings.current(),
      travel: null,
      avatars: 'initials',
      privateTeam: [],
    } as const;
    const settings = { ...scene.services.settings, current: () => mine };
    const reader = new TeamReader({ ...scene.services, git, context, settings });
    try {
      void reader.refresh();
      const model = await eventually('a model while git is asked', () =>
        asked ? (reader.model ?? undefined) : undefined,
      );
      assert.deepEqual(
        model.rows.map(({ name }) => name),
        ['early'],
      );
    } finally {
      reader.dispose();
      await scene.remove();
    }
  });

  it('is proposed with who works on the repository by GitHub, where I am signed in, and silently else', async () => {
    const scene = await makeScene('ledger');
    try {
      await scene.git(['init', '-q']);
      await scene.git(['remote', 'add', 'origin', 'https://github.com/baton-sample/ledger.git']);
      const session = { host: 'github.com', token: 't', account: 'asha', scopes: [] };
      const asked: string[] = [];
      const services = (existing: unknown, fails = false): Services => ({
        ...scene.services,
        log: { debug: () => undefined } as unknown as Services['log'],
        sessions: { existing: () => Promise.resolve(existing) } as unknown as Services['sessions'],
        collaborators: (host) => ({
          of: ({ owner, name }) => {
            asked.push(`${host} ${owner}/${name}`);
            return fails
              ? Promise.reject(new Error('offline'))
              : Promise.resolve([{ login: 'bo', name: 'Bo' }]);
          },
        }),
      });
      const directory = scene.folders[0] ?? '';
      assert.deepEqual(await knownCollaborators(services(null), directory), []);
      assert.deepEqual(asked, []);
      assert.deepEqual(await knownCollaborators(services(session), directory), [{ login: 'bo', name: 'Bo' }]);
      assert.deepEqual(asked, ['github.com baton-sample/ledger']);
      assert.deepEqual(await knownCollaborators(services(session, true), directory), []);
    } finally {
      await scene.remove();
    }
  });
});
