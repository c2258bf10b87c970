import { UserError } from '../../core/errors';
import { canBeLeftOut, whereIs, type FoundSecret } from '../../core/share/secrets';

/** There are secrets in what would travel. Nothing was sent. */
export class SecretsFoundError extends UserError {
  constructor(readonly found: readonly { readonly root: string; readonly finding: FoundSecret }[]) {
    super(`${sentenceOf(found.map(({ finding }) => finding))} Nothing was shared.`);
  }
}

function sentenceOf([first, ...more]: readonly FoundSecret[]): string {
  if (first === undefined) return 'There are secrets in what would be shared.';
  const also = more.length > 0 ? `, and ${more.length} more` : '';
  const how = canBeLeftOut(first)
    ? 'take it out, or leave the file out'
    : first.commit === null
      ? 'take it out'
      : 'take it out of the commit ("git commit --amend", or "git rebase -i")';
  return `${whereIs(first)} holds a ${first.kind} (${first.excerpt})${also}: ${how}.`;
}
