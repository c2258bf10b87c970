import * as vscode from 'vscode';
import type { RepositoryAddress } from '../../core/ports/github';
import { addressOfRemote } from '../../core/post/remote';
import type { Services } from '../../host/services';

/** The repository on GitHub that a folder is a clone of; null when it is none, or is not trusted. */
export async function gitHubOf({ git }: Services, directory: string): Promise<RepositoryAddress | null> {
  const repository = vscode.workspace.isTrusted ? await git.open(directory) : null;
  const remotes = [...((await repository?.remotes()) ?? [])];
  const rank = (name: string): number => (name === 'origin' ? 0 : name === 'upstream' ? 1 : 2);
  remotes.sort((a, b) => rank(a.name) - rank(b.name));
  return remotes.map(addressOfRemote).find((address) => address !== null) ?? null;
}
