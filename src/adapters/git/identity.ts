import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import type { Identity } from '../../core/ports/git';
import type { Configuration, ScopedValue } from './configuration';
import type { GitRunner } from './runner';

/** Who works here, by git's configuration and .mailmap. */
export interface People {
  /** Who git would say wrote the next commit, as .mailmap spells it. Never invents an address from the machine's name. */
  identity(signal?: Cancellation): Promise<Identity>;
  /** The addresses as .mailmap spells them, in order. */
  canonicalEmails(emails: readonly string[], signal?: Cancellation): Promise<readonly string[]>;
}

export function createPeople(runner: GitRunner, configuration: Configuration): People {
  let known: Promise<Map<string, string>> | undefined;
  const read = (signal?: Cancellation): Promise<Map<string, string>> => {
    const reading = configuration.recent(signal).then(lastValues);
    // Read anew for every question about identity; for what follows from one, once is enough.
    known = reading.catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const mapped = async (
    contacts: readonly string[],
    values: ReadonlyMap<string, string>,
    signal?: Cancellation,
  ): Promise<readonly string[]> => {
    // Most repositories have no .mailmap: then there is nothing to ask.
    const isUsed = values.has('mailmap.file') || values.has('mailmap.blob') || (await hasMailmap(runner.cwd));
    if (contacts.length === 0 || !isUsed) return contacts;
    return (await runner.answer(['check-mailmap', ...contacts], signal)).split('\n');
  };
  return {
    async identity(signal) {
      const values = await read(signal);
      const name = values.get('author.name') ?? values.get('user.name') ?? null;
      const email = values.get('author.email') ?? values.get('user.email') ?? '';
      if (email === '') return { name, email: null };
      const [line = ''] = await mapped([contact(name ?? '', email)], values, signal);
      const found = parseContact(line);
      return { name: found.name || name, email: found.email || email };
    },
    async canonicalEmails(emails, signal) {
      const asked = emails.map((email) => email.replace(/[<>\r\n\0]/g, '').trim());
      const values = await (known ?? read(signal));
      const lines = await mapped(
        asked.map((email) => contact('', email)),
        values,
        signal,
      );
      return asked.map((email, index) => parseContact(lines[index] ?? '').email || email);
    },
  };
}

function hasMailmap(root: string): Promise<boolean> {
  return access(join(root, '.mailmap')).then(
    () => true,
    () => false,
  );
}

/** Of several values of a key the last one. */
function lastValues(values: readonly ScopedValue[]): Map<string, string> {
  return new Map(values.map(({ key, value }) => [key, value]));
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
