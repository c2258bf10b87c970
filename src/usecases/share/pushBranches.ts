import type { Cancellation } from '../../core/cancel';
import type { SecretScanner } from '../../core/ports/secrets';
import type { Sharing } from '../../core/ports/share';
import { scanAdded } from './scan';
import { SecretsFoundError } from './secretsFound';

export interface BranchesRequest {
  /** Absolute paths of the working trees' roots, each once. */
  readonly roots: readonly string[];
  /** Findings that the author looked at and knows not to be secret. */
  readonly notSecret: readonly string[];
  readonly signal?: Cancellation;
}

/**
 * Pushes the branches at hand as they are, once what they would bring to their remotes was looked through.
 * @throws SecretsFoundError before anything is sent
 */
export async function pushBranches(
  { roots, notSecret, signal }: BranchesRequest,
  ports: { readonly sharing: Sharing; readonly secrets: SecretScanner },
): Promise<void> {
  const repositories = await Promise.all(roots.map((root) => ports.sharing.of(root, signal)));
  const found = await Promise.all(
    repositories.map(async (repository) => {
      const lines = repository.committed(repository.remote(null), signal);
      const findings = await scanAdded(lines, ports.secrets);
      return findings.map((finding) => ({ root: repository.root, finding }));
    }),
  );
  const secrets = found.flat().filter(({ finding }) => !notSecret.includes(finding.id));
  if (secrets.length > 0) throw new SecretsFoundError(secrets);
  for (const repository of repositories) await repository.pushBranch(repository.remote(null), signal);
}
