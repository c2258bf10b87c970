import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn, type StandIn } from '../github/server';
import { makeSample, type SampleInfo } from '../start/sample';
import { openWorkbench, type WorkbenchOptions } from './openWorkbench';
import type { Workbench } from './workbench';

/** The sample repository in a workbench of its own, and the stand-in of GitHub that its remote names. */
export interface Scene {
  readonly workbench: Workbench;
  readonly standIn: StandIn;
  readonly sample: SampleInfo;
  /** Folders of the test's own lie here; it goes with the scene. */
  readonly folder: string;
  /** Keeps a picture of what a failed test saw. */
  afterTest(test: Mocha.Test | undefined): Promise<void>;
  close(): Promise<void>;
}

/** pune-dev sits in Pune, and the extension host's clock says UTC, as in a container. */
export async function openScene(
  options: Omit<WorkbenchOptions, 'folder'> & {
    readonly withTeamFile?: boolean;
    readonly isPrivate?: boolean;
  } = {},
): Promise<Scene> {
  const { withTeamFile = true, isPrivate = false, ...more } = options;
  const folder = await mkdtemp(join(tmpdir(), 'baton-e2e-'));
  const standIn = await startStandIn({ isPrivate });
  const tidy = async () => {
    await standIn.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const remoteUrl = `${standIn.url}/${standIn.ledger.owner}/${standIn.ledger.name}.git`;
    const sample = await makeSample(folder, { now: new Date(), remoteUrl, withTeamFile });
    const workbench = await openWorkbench({
      timezone: 'Asia/Kolkata',
      ...more,
      folder: sample.root,
      settings: { 'github-enterprise.uri': standIn.url, ...more.settings },
      // Where VS Code opens pages on loopback: by itself its server sends them to a proxy that it does not have.
      env: { TZ: 'UTC', VSCODE_PROXY_URI: standIn.url, ...more.env },
    });
    const close = async () => {
      await workbench.close();
      await tidy();
    };
    const afterTest = async (test: Mocha.Test | undefined) => {
      if (test?.state === 'failed')
        await workbench.screenshot(`failed-${test.title.replace(/\W+/g, '-').slice(0, 50)}`);
    };
    return { workbench, standIn, sample, folder, afterTest, close };
  } catch (error) {
    await tidy();
    throw error;
  }
}
