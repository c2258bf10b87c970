import { UserError } from '../errors';
import { RemoteAwayError } from '../ports/share';

interface Known {
  readonly pattern: RegExp;
  readonly away?: boolean;
  tell(where: string): string;
}

// git gives one exit status for all of these; its words, in English because Baton asks for that, are all there is.
// Whatever is not known here is told as git said it.
const known: readonly Known[] = [
  {
    pattern:
      /Could not resolve host|Network is unreachable|Connection (?:refused|timed out|reset)|Failed to connect|Operation timed out|No route to host|Connection closed by|the remote end hung up unexpectedly|HTTP 50[234]|Couldn't connect/i,
    away: true,
    tell: (where) => `${where} cannot be reached now: check the network, and share again when it is back`,
  },
  {
    pattern: /No space left on device|disk (?:is )?full|quota exceeded|Disk quota/i,
    tell: (where) => `There is no space left, here or at ${where}: free some and share again`,
  },
  {
    pattern:
      /could not read (?:Username|Password)|Authentication failed|Permission denied \(publickey|Host key verification failed|HTTP 401|terminal prompts disabled/i,
    tell: (where) =>
      `git is not signed in at ${where}: sign in there ("gh auth setup-git", or your SSH key), then share again`,
  },
  {
    pattern:
      /(?:Permission|Write access).{0,60}(?:denied|not granted)|HTTP 403|not authorized|insufficient permission|read-only/i,
    tell: (where) => `You may not push to ${where}: ask for the right to, or share to a remote of your own`,
  },
  {
    pattern:
      /does not appear to be a git repository|Repository not found|HTTP 404|No such file or directory|not found/i,
    tell: (where) => `There is no repository at ${where}, or you may not see it: check the remote's address`,
  },
  {
    pattern:
      /protected|declined|prohibited|hidden ref|deny updating|GH\d{3}|refusing to (?:create|update)|pre-receive hook|update hook|hook/i,
    tell: (where) => `${where} refuses refs under refs/baton`,
  },
];

/** What a push or a fetch that failed means to a person: one sentence. `reason` is git's own word about the ref. */
export function refusalOf(url: string, reason: string | null, said: string): UserError {
  const where = withoutUser(url).slice(0, 200);
  const text = `${reason ?? ''}\n${said}`;
  const found = known.find(({ pattern }) => pattern.test(text));
  const quote = quoted(reason ?? said);
  if (found?.away) return new RemoteAwayError(`${found.tell(where)}. Nothing was shared.`);
  if (found && found !== known.at(-1)) return new UserError(`${found.tell(where)}. Nothing was shared.`);
  if (found) {
    return new UserError(
      `${found.tell(where)} (${quote}): ask who looks after it to allow them, or share to another remote. Nothing was shared.`,
    );
  }
  return new UserError(
    `${where} did not take it (${quote}): try again, or share to another remote. Nothing was shared.`,
  );
}

/** An address without what may be secret in it. */
export function withoutUser(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
}

/** What a remote or git said, as one short line: it can say anything. */
export function quoted(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      [...line]
        .map((each) => (each < ' ' || each === '\u007f' ? ' ' : each))
        .join('')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('To '));
  const best = lines.find((line) => /^(?:remote:|fatal:|error:|\[)/.test(line)) ?? lines[0];
  return (best ?? 'no reason given')
    .replace(/^(?:remote|fatal|error): ?/, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
}
