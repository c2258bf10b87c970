import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { draftNote } from '../../src/features/handoff/draft';
import { keepMissedDay } from '../../src/features/handoff/missed';
import { discardNote } from '../../src/features/handoff/noteCommands';
import { messages } from './messages';
import { makeScene, type Scene } from './scene';

const dayLength = 86_400_000;
/** The next Monday at ten, so that the day before it in the schedule is a Friday. */
const monday = (() => {
  const now = new Date();
  const ahead = (8 - now.getUTCDay()) % 7 || 7;
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + ahead, 10);
})();
const friday = monday - 3 * dayLength;

describe('a day that was missed', () => {
  let scene: Scene;
  let said: ReturnType<typeof messages>;

  beforeEach(async () => {
    scene = await makeScene('ledger');
    await scene.git(['init', '-q', '-b', 'main']);
    await scene.git(['config', 'user.name', 'Asha Rao']);
    await scene.git(['config', 'user.email', 'asha@example.com']);
    said = messages();
  });
  afterEach(async () => {
    said.restore();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scene.remove();
  });

  const commitAt = (subject: string, at: number): Promise<void> =>
    scene.commit(subject, undefined, (Date.now() - at) / dayLength);
  const keep = (now: number) => keepMissedDay(scene.services, scene.notebook, now);
  const drafts = async () => (await scene.notebook.notes()).map(({ title, state }) => [title, state.kind]);

  it('has a note among the drafts, about that day and nothing later, made once and without a word', async () => {
    await commitAt('feat: what Friday was for', friday);
    await commitAt('feat: what Monday began with', monday - 1_800_000);
    assert.ok(await keep(monday));
    assert.deepEqual(await drafts(), [['What Friday was for · Asha Rao', 'draft']]);
    assert.equal(await keep(monday + 60_000), null);
    const [note] = await scene.notebook.notes();
    const text = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(note?.uri ?? vscode.Uri.file('/')),
    );
    assert.match(text, /what Friday was for/i);
    assert.doesNotMatch(text, /what Monday began with/i);
    assert.deepEqual(said.told, []);
    assert.equal(
      vscode.window.visibleTextEditors.some(({ document }) => document.uri.fsPath === note?.uri.fsPath),
      false,
    );
    // It is a note of that day: drafting today makes another.
    await commitAt('feat: now', Date.now() - 2_000);
    const today = await draftNote(scene.services, scene.notebook);
    assert.notEqual(today.uri.fsPath, note?.uri.fsPath);
  });

  it('has none when nothing was done, or a note was drafted then, or when the one made for it was discarded', async () => {
    await commitAt('feat: long ago', friday - 20 * dayLength);
    assert.equal(await keep(monday), null);
    await commitAt('feat: on Friday', friday);
    assert.equal(await keep(monday), null, 'it was looked at before');
    const again = monday + 7 * dayLength;
    await commitAt('feat: a week later', again - 3 * dayLength);
    const id = await keep(again);
    assert.ok(id);
    const [note] = await scene.notebook.notes();
    assert.ok(note);
    await discardNote(note, scene.notebook);
    assert.equal(await keep(again + 1_000), null);
    assert.deepEqual(await drafts(), []);
  });

  it('goes by the days that the team file says I work', async () => {
    const [root = ''] = scene.folders;
    await mkdir(join(root, '.baton'));
    const members =
      'members:\n  - { name: Asha Rao, emails: [asha@example.com], zone: UTC, days: sun-thu }\n';
    await writeFile(join(root, '.baton', 'team.yml'), members);
    await commitAt('feat: on my Sunday', monday - dayLength);
    assert.ok(await keep(monday));
    assert.deepEqual(await drafts(), [['On my Sunday · Asha Rao', 'draft']]);
  });
});
