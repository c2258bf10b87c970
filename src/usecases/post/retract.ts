import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import { LostAnswerError, RefusedError, type GitHub, type Posted } from '../../core/ports/github';
import type { TextKind } from '../../core/ports/texts';
import { sameText } from '../../core/post/plan';
import type { SenderPorts } from '../outbox/senderPorts';

/** What was posted of a note at one place, as the journal knows it. */
export interface PostedText {
  /** The note's id, or that of a part of it. */
  readonly id: string;
  readonly destination: string;
  readonly host: string;
  readonly kind: TextKind;
  readonly nodeId: string;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  /** It is a note that was posted from another machine: what of it is one's own words is not known here. */
  readonly isFromElsewhere: boolean;
}

export interface Retracted {
  readonly url: string;
  /** `edited`: it says only that it was retracted, because what others wrote hangs on it or GitHub keeps it. */
  readonly how: 'deleted' | 'edited' | 'gone';
}

const retractedText = '*This note was retracted by its author.*';

/** Everything of a note that is posted, the parts of it first, so that what they hang on goes last. */
export function postedTexts(events: readonly JournalEvent[], note: string): readonly PostedText[] {
  const posted = new Map<string, PostedText>();
  for (const event of events) {
    if (event.kind === 'note-retracted') posted.delete(`${event.note} ${event.destination}`);
    if (event.kind !== 'note-posted' || event.destination === undefined) continue;
    if (event.note !== note && event.partOf !== note) continue;
    const [kind = '', address = ''] = event.destination.split(' ');
    if (kind !== 'discussion' && kind !== 'comment' && kind !== 'reply') continue;
    posted.set(`${event.note} ${event.destination}`, {
      id: event.note,
      destination: event.destination,
      host: address.split('/').slice(0, -2).join('/'),
      kind,
      nodeId: event.nodeId,
      url: event.url,
      title: event.title,
      body: event.body,
      isFromElsewhere: event.partOf === event.note,
    });
  }
  const all = [...posted.values()];
  return [...all.filter(({ id }) => id !== note).reverse(), ...all.filter(({ id }) => id === note)];
}

/**
 * Takes back a posted note: deletes it and what continues it. Where others have written below or into it, or GitHub
 * refuses, its text becomes a line that says so; what others wrote stays. Safe to repeat.
 * @throws UserError when nothing of it is posted, or GitHub lets it neither be deleted nor edited
 */
export async function retractNote(
  note: string,
  ports: Pick<SenderPorts, 'state' | 'gitHub' | 'now'>,
  signal?: Cancellation,
): Promise<readonly Retracted[]> {
  const texts = postedTexts((await ports.state.read()).events, note);
  if (texts.length === 0)
    throw new UserError('Nothing of this note is posted, so there is nothing to retract.');
  const done: Retracted[] = [];
  const isFromElsewhere = texts.some((each) => each.isFromElsewhere);
  for (const text of texts) {
    const gitHub = await ports.gitHub(text.host);
    if (!gitHub)
      throw new UserError(
        `Nobody is signed in to ${text.host.replace(/^https?:\/\//, '')}. Post a note there first.`,
      );
    done.push({ url: text.url, how: await takenBack({ ...text, isFromElsewhere }, gitHub, signal) });
    const at = new Date(ports.now()).toISOString();
    await ports.state.append([{ kind: 'note-retracted', at, note: text.id, destination: text.destination }]);
  }
  return done;
}

async function takenBack(
  text: PostedText,
  gitHub: GitHub,
  signal: Cancellation | undefined,
): Promise<Retracted['how']> {
  const there = await gitHub.posted(text.nodeId, signal);
  if (!there) return 'gone';
  if (sameText(there.body, retractedText)) return 'edited';
  // Somebody may have edited what is ours: GitHub keeps the history of an edit, and of a deletion nothing.
  const isOurs =
    there.viewerDidAuthor &&
    sameText(there.body, text.body) &&
    !(text.isFromElsewhere && (await othersEdited(text, gitHub, signal)));
  const deletable = isOurs && !(text.kind === 'discussion' && (await othersWrote(text, gitHub, signal)));
  try {
    if (deletable) {
      await gitHub.remove({ id: text.nodeId, kind: text.kind }, signal);
      return 'deleted';
    }
  } catch (error) {
    if (error instanceof LostAnswerError && !(await gitHub.posted(text.nodeId, signal))) return 'deleted';
    if (!(error instanceof RefusedError)) throw asUserError(error);
  }
  try {
    await edited(text, there, gitHub, signal);
  } catch (error) {
    throw asUserError(error);
  }
  return 'edited';
}

async function othersEdited(
  { nodeId }: PostedText,
  gitHub: GitHub,
  signal: Cancellation | undefined,
): Promise<boolean> {
  const [edits, { login }] = await Promise.all([gitHub.edits(nodeId, signal), gitHub.viewer(signal)]);
  return edits.some(({ editor }) => editor !== login);
}

async function othersWrote(
  { nodeId }: PostedText,
  gitHub: GitHub,
  signal: Cancellation | undefined,
): Promise<boolean> {
  for await (const reply of gitHub.replies(nodeId, signal)) if (!reply.viewerDidAuthor) return true;
  return false;
}

function edited(
  { kind, nodeId, title }: PostedText,
  there: Posted,
  gitHub: GitHub,
  signal: Cancellation | undefined,
): Promise<Posted> {
  const body = retractedText;
  switch (kind) {
    case 'discussion':
      return gitHub.updateDiscussion({ discussionId: nodeId, title: there.title ?? title, body }, signal);
    case 'comment':
      return gitHub.updateComment({ commentId: nodeId, body }, signal);
    case 'reply':
      return gitHub.updateReply({ commentId: nodeId, body }, signal);
  }
}

function asUserError(error: unknown): unknown {
  return error instanceof LostAnswerError
    ? new UserError('GitHub did not confirm that. Look there, and retract the note once more.')
    : error;
}
