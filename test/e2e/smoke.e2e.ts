import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHostFolder } from '../host/folder';
import { openWorkbench } from './openWorkbench';
import type { Workbench } from './workbench';

describe('Baton, installed from its package', () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await makeHostFolder(join(await mkdtemp(join(tmpdir(), 'baton-e2e-')), 'ledger'));
    workbench = await openWorkbench({ folder });
  });

  after(async () => {
    await workbench?.close();
    await rm(join(folder, '..'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('opens nothing by itself', async () => {
    assert.deepEqual(await workbench.tabs(), []);
    assert.equal(await workbench.page.locator('.notification-list-item').count(), 0);
  });

  it('shows its container in the activity bar, with the team in it', async () => {
    await workbench.view('Baton');
    await workbench.webview('main.team');
    await workbench.screenshot('smoke');
  });

  it('offers its commands in the palette under its own category', async () => {
    await workbench.quickInput.offers('Baton: Draft Handoff Note');
  });

  it('reads the text of a file that a person opened', async () => {
    await workbench.open('ledger.js');
    await workbench.editorShows(/exports\.read/);
  });
});
