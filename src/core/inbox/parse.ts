import { usualLabels, type Label } from '../handoff/labels';
import { nextPlaceholder, statePlaceholder } from '../handoff/note';
import type { RepositoryAddress } from '../ports/github';
import type { ReadDiscussion, Reply } from '../ports/inbox';
import { noteIdIn, withoutMarker } from '../post/marker';
import { titleOf } from '../post/text';
import { acceptanceOf, saidUnder } from './acceptance';
import { claimsOf } from './claims';
import { guardsOf } from './guards';
import type { Handoff } from './model';
import { plainText } from './plain';
import { plansOf } from './plans';
import { questionsOf } from './questions';
import { recipientsOf } from './recipients';
import { linesOf, type Line } from './sections';

/**
 * The handoffs of a discussion: its first post where that is a note, and each reply that is one (where a team keeps one
 * rolling discussion). What is no note of Baton's gives none. `knows`: whose reaction counts as taking a note over.
 */
export function handoffsIn(
  discussion: ReadDiscussion,
  address: RepositoryAddress,
  knows: (login: string) => boolean,
): Handoff[] {
  const first = { ...discussion, isFirst: true };
  const replies = discussion.replies.map((reply) => ({ ...reply, isFirst: false }));
  return [first, ...replies].flatMap((text) => {
    // A plain search first: nearly all of a repository's discussions are none.
    const id = text.body.includes('<!-- baton:note ') ? noteIdIn(text.body) : null;
    return id === null ? [] : [handoffOf(discussion, text, id, { address, knows })];
  });
}

function handoffOf(
  discussion: ReadDiscussion,
  text: (ReadDiscussion | Reply) & { readonly isFirst: boolean },
  id: string,
  { address, knows }: { readonly address: RepositoryAddress; readonly knows: (login: string) => boolean },
): Handoff {
  const { isFirst } = text;
  const markdown = withoutMarker(text.body);
  const posted = Date.parse(text.createdAt);
  const lines = linesOf(markdown);
  const title = isFirst ? discussion.title : (titleOf(markdown) ?? discussion.title);
  const said = saidUnder(discussion, { ...text, note: id }, isFirst);
  const to = recipientsOf(title, lines);
  return {
    key: text.id,
    id,
    discussionId: discussion.id,
    isAnswerable: discussion.isAnswerable && isFirst,
    address,
    url: text.url,
    title,
    from: text.author,
    isMember: text.isMember,
    to,
    postedAt: text.createdAt,
    updatedAt: isFirst ? discussion.updatedAt : (said.at(-1)?.at ?? text.createdAt),
    editedAt: isFirst ? discussion.editedAt : null,
    closed: discussion.closed && isFirst,
    markdown,
    next: nextOf(lines),
    state: labelled(lines, 'state', statePlaceholder),
    continues: continuedIn(lines),
    lines,
    questions: questionsOf(lines, posted),
    guards: guardsOf(lines, posted),
    plans: plansOf(lines, posted),
    claims: claimsOf(markdown, lines),
    accepted: acceptanceOf(discussion, { ...text, note: id, to }, knows),
    said,
  };
}

function nextOf(lines: readonly Line[]): string | null {
  const named = labelled(lines, 'next', nextPlaceholder);
  const first = lines.find(({ section }) => section === 'next')?.text;
  return named ?? (first === undefined ? null : plainText(first));
}

/** What follows `**Next action:**`, or what a template calls it, in the note's opening, up to the next such label. */
function labelled(lines: readonly Line[], label: Label, placeholder: string): string | null {
  const usual = `**${usualLabels[label].toLowerCase()}`;
  for (const line of lines) {
    const { section, text } = line;
    if (section !== 'opening') continue;
    const start = line.label === label ? text.indexOf('**') : text.toLowerCase().indexOf(usual);
    if (start < 0) continue;
    const close = text.indexOf('**', start + 2);
    if (close < 0) continue;
    const rest = text.slice(close + 2).replace(/^\s{0,9}:/, '');
    const until = rest.search(/\*\*(?:state|next action)\b/i);
    const said = (until < 0 ? rest : rest.slice(0, until)).trim();
    if (said === '' || said === placeholder) return null;
    return plainText(said);
  }
  return null;
}

function continuedIn(lines: readonly Line[]): string | null {
  for (const { section, text } of lines) {
    if (section !== 'opening') continue;
    const start = text.indexOf('Continues [');
    const middle = start < 0 ? -1 : text.indexOf('](', start);
    const end = middle < 0 ? -1 : text.indexOf(')', middle);
    if (end >= 0) return text.slice(middle + 2, end);
  }
  return null;
}
