import { UserError } from '../../core/errors';
import type { Remote } from '../../core/ports/git';
import type { RepositoryAddress } from '../../core/ports/github';
import type { SenderPorts } from '../../usecases/outbox/senderPorts';
import type { OwnNote, Somewhere } from '../../usecases/post/elsewhere';
import type { PostProblem } from '../../usecases/post/prepare/model';
import type { Io } from '../verb';

export interface Retraction {
  readonly text: string;
  readonly remotes: readonly Remote[];
  /** The repository that was named, instead of the remotes. */
  readonly repository: string | null;
  readonly where: Somewhere;
  readonly json: boolean;
}

/**
 * Takes back what was posted of the note with this text's marker. Where nothing is known of it here it was posted from
 * another machine, and is looked for at GitHub.
 */
export async function retractPosted(asked: Retraction, ports: SenderPorts, io: Io): Promise<0> {
  const [{ noteIdIn }, { postedTexts, retractNote }, { learnPosted }] = await Promise.all([
    import('../../core/post/marker'),
    import('../../usecases/post/retract'),
    import('../../usecases/post/elsewhere'),
  ]);
  const id = noteIdIn(asked.text);
  if (id === null)
    throw new UserError('The note has no marker of its own, so it was never posted from here.');
  if (postedTexts((await ports.state.read()).events, id).length === 0)
    await learnPosted(await foundElsewhere(id, asked, ports, io), ports, io.signal);
  const done = await retractNote(id, ports, io.signal);
  const said = { deleted: 'Deleted', edited: 'Says that it was retracted', gone: 'Was gone already' };
  const lines = done.map(({ how, url }) => `${said[how]}: ${url}\n`).join('');
  await io.stdout(
    asked.json ? `${JSON.stringify({ id, state: 'retracted', texts: done }, null, 2)}\n` : lines,
  );
  return 0;
}

/** The note in the repository that was named, else in the first remote's that has it. */
async function foundElsewhere(
  id: string,
  { remotes, repository, where }: Retraction,
  ports: SenderPorts,
  io: Io,
): Promise<OwnNote> {
  const [{ candidatesOf }, { findPosted }] = await Promise.all([
    import('../../usecases/post/prepare/candidates'),
    import('../../usecases/post/elsewhere'),
  ]);
  const problems: PostProblem[] = [];
  const candidates = candidatesOf({ remotes, repository }, problems);
  // Of a named repository the remotes beside it are not meant.
  const places = candidates.filter(({ from }) => repository === null || from === 'setting');
  if (places.length === 0)
    throw new UserError(
      (repository !== null && problems[0]?.message) ||
        'Nothing is known of this note here. Say where it was posted: --to-repository OWNER/NAME.',
    );
  let refused: UserError | null = null;
  for (const { address } of places) {
    io.stderr(`baton post: nothing is known of this note here; looking for it in ${nameOf(address)}`);
    try {
      const gitHub = await ports.gitHub(address.host);
      const found = gitHub && (await findPosted(id, address, where, gitHub, io.signal));
      if (found) return found;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused ??= error;
    }
  }
  if (refused) throw refused;
  const also =
    where.kind === 'discussion'
      ? ' Where it is a comment, say so with --comment-on or --in-discussion; elsewhere, with --to-repository.'
      : '';
  throw new UserError(
    `Nothing that you wrote in ${places.map(({ address }) => nameOf(address)).join(' or ')} has this note's marker, so there is nothing to retract.${also}`,
  );
}

const nameOf = ({ owner, name }: RepositoryAddress): string => `${owner}/${name}`;
