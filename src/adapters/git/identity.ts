import type { Cancellation } from '../../core/cancel';
import type { Identity, Remote } from '../../core/ports/git';
import type { GitRunner } from './runner';

/** Values of git's configuration; a later one wins. Empty when none of the keys is set. */
async function configuration(
  runner: GitRunner,
  pattern: string,
  signal?: Cancellation,
): Promise<Map<string, string>> {
  // Status 1: no such key.
  const found = await runner.output(['config', '-z', '--get-regexp', pattern], { signal, statuses: [0, 1] });
  const values = new Map<string, string>();
  for (const record of found.stdout.split('\0')) {
    const end = record.indexOf('\n');
    if (end > 0) values.set(record.slice(0, end), record.slice(end + 1));
  }
  return values;
}

/** Who git would say wrote the next commit, as .mailmap spells it. Never invents an address from the machine's name. */
export async function readIdentity(runner: GitRunner, signal?: Cancellation): Promise<Identity> {
  const values = await configuration(runner, '^(user|author)\\.(name|email)$', signal);
  const name = values.get('author.name') ?? values.get('user.name') ?? null;
  const email = values.get('author.email') ?? values.get('user.email') ?? null;
  if (email === null || email === '') return { name, email: null };
  const mapped = parseContact(await runner.answer(['check-mailmap', contact(name ?? '', email)], signal));
  return { name: mapped.name || name, email: mapped.email };
}

/** The addresses as .mailmap spells them, in order. */
export async function readCanonicalEmails(
  runner: GitRunner,
  emails: readonly string[],
  signal?: Cancellation,
): Promise<string[]> {
  const asked = emails.map((email) => email.replace(/[<>\r\n\0]/g, '').trim());
  if (asked.length === 0) return [];
  const answer = await runner.answer(['check-mailmap', ...asked.map((email) => contact('', email))], signal);
  const lines = answer.split('\n');
  return asked.map((email, index) => parseContact(lines[index] ?? '').email || email);
}

function contact(name: string, email: string): string {
  return `${name.replace(/[<>\r\n\0]/g, '').trim()} <${email}>`.trim();
}

function parseContact(line: string): { name: string; email: string } {
  const open = line.lastIndexOf('<');
  const close = line.indexOf('>', open);
  if (open < 0 || close < 0) return { name: '', email: line.trim() };
  return { name: line.slice(0, open).trim(), email: line.slice(open + 1, close) };
}

/** The remotes with their addresses, `insteadOf` applied. */
export async function readRemotes(runner: GitRunner, signal?: Cancellation): Promise<Remote[]> {
  const { stdout } = await runner.output(['remote', '-v'], { signal });
  const remotes = new Map<string, { name: string; fetchUrl: string; pushUrl: string }>();
  for (const line of stdout.split('\n')) {
    const tab = line.indexOf('\t');
    const end = line.lastIndexOf(' (');
    if (tab < 0) continue;
    const name = line.slice(0, tab);
    const url = line.slice(tab + 1, end < tab ? undefined : end);
    const remote = remotes.get(name) ?? { name, fetchUrl: url, pushUrl: url };
    if (line.endsWith('(push)')) remote.pushUrl = url;
    else remote.fetchUrl = url;
    remotes.set(name, remote);
  }
  return [...remotes.values()];
}
