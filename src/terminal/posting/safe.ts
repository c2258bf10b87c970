import { createHash, randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { UserError } from '../../core/errors';
import type { Finding } from '../../core/secrets/find';
import type { PreparedPost } from '../../usecases/post/prepare';
import type { Io } from '../verb';

/** Kinds that are told and posted all the same: they are seldom secret. */
const mild = new Set(['e-mail address', 'private address', 'home path']);

/** The text, its title too, with what must not be posted taken out, or a refusal that says what it is. */
export async function safeText(
  text: string,
  flags: { readonly redact: boolean; readonly 'as-is': boolean },
  io: Pick<Io, 'stderr'>,
): Promise<string> {
  const { findSecrets, redact } = await import('../../core/secrets/find');
  const findings = findSecrets(text);
  if (flags.redact) return redact(text, findings);
  const told = (each: Finding): string => `${each.kind} (${each.excerpt})`;
  const severe = findings.filter(({ kind }) => !mild.has(kind));
  if (severe.length > 0 && !flags['as-is']) {
    throw new UserError(
      `The note holds ${severe.map(told).join(', ')}: take it out, or say --redact or --as-is. Nothing was posted.`,
    );
  }
  for (const each of findings) io.stderr(`baton post: the note holds ${told(each)}`);
  return text;
}

/** Without quoted code where the place is public and not all work here is pushed, unless its author says otherwise. */
export async function publishable(
  text: string,
  { withCode, isPublic, hasUnpushedWork }: { withCode: boolean; isPublic: boolean; hasUnpushedWork: boolean },
  io: Pick<Io, 'stderr'>,
): Promise<string> {
  if (withCode || !isPublic || !hasUnpushedWork) return text;
  const { withoutQuotedCode } = await import('../../core/post/code');
  const { text: kept, pieces } = withoutQuotedCode(text);
  if (pieces > 0)
    io.stderr(
      'baton post: quoted code is left out, because not all work here is pushed and the place is public; --with-code keeps it',
    );
  return kept;
}

/** A team or everybody is mentioned only when the caller says so. */
export function refuseCrowds({ mentions }: PreparedPost, mayMention: boolean): void {
  const many = mentions.filter(({ mention }) => mention.kind !== 'person');
  if (many.length === 0 || mayMention) return;
  const names = many.map(({ mention }) => `@${mention.name}`).join(', ');
  throw new UserError(
    `The note mentions many people at once: ${names}. Take that out, or say --mention-many. Nothing was posted.`,
  );
}

/** A note without a marker gets one in its file, so that posting it again edits what was posted. */
export async function giveId(path: string | null, text: string, io: Pick<Io, 'stderr'>): Promise<string> {
  const { markerCount, noteIdIn, noteMarker } = await import('../../core/post/marker');
  if (markerCount(text) > 1) {
    throw new UserError('The note holds more than one "baton:note" marker: keep the one that is its own.');
  }
  const id = `note-${randomBytes(6).toString('hex')}`;
  const line = `${text.endsWith('\n') ? '' : '\n'}\n${noteMarker(id)}\n`;
  // In a fence that is never closed the marker would be code.
  if (path !== null && noteIdIn(text + line) === id) {
    try {
      await appendFile(path, line);
      return id;
    } catch {
      io.stderr('baton post: the file cannot be written, so an edited copy will be posted as a new note');
    }
  }
  return `text-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
