import type { EditorFacts } from '../ports/editor';
import type { JournalEvent } from '../journal/events';
import { addedItems } from './added';
import { amendedItems } from './amended';
import type { Before } from './age';
import { askingOf } from './asking';
import { toldBefore } from './before';
import { carriedItems } from './carried';
import { webOf } from './code/web';
import { conclusionOf } from './conclusion';
import { editorItems } from './editor';
import type { RepositoryReading } from './facts';
import { earlierItems } from './earlier';
import { elsewhereItems } from './elsewhere';
import { failureItems, repeatedItems } from './failures';
import { linesOf, type BranchLine, type Lines } from './lines';
import type { HandoffDraft, Item } from './model';
import { markItems } from './marks';
import { noteMarkdown } from './note';
import { ongoingItems } from './ongoing';
import { pickUpText } from './pickup';
import { inOwnWords, rewordedItems } from './reworded';
import { shippedItems } from './shipped';
import { tagItems } from './tags';
import type { Template } from './template';
import { togetherItems } from './together';
import { titleOf } from './title';
import { nameOf } from './told';
import { abandonedItems, triedItems } from './tried';
import { workItems } from './workItems/items';
import { withPulls } from './workItems/pulls';
import { addressKey, addressOfRemote } from '../post/remote';
import type { Teammate } from '../team/model';
import { codeSpan } from '../text/markdown';

/** The note before this one. */
export interface Continues {
  readonly title: string;
  readonly url: string;
}

/** From facts to the note: pure, so that the same facts always make the same note. */
export function composeHandoff(
  facts: Pick<HandoffDraft, 'id' | 'author' | 'window' | 'receivers' | 'warnings'> & {
    readonly readings: readonly RepositoryReading[];
    readonly editor: EditorFacts;
    /** Only this branch's work; null for all. */
    readonly branch: string | null;
    readonly continues: Continues | null;
    /** What Baton remembers of the repositories. */
    readonly events: readonly JournalEvent[];
    /** Whose hours and response times are known; nobody's when left out. */
    readonly members?: readonly Teammate[];
    /** What the team has its notes look like; the usual when left out. */
    readonly template?: Template;
  },
): HandoffDraft {
  const { id, author, window, receivers, readings, warnings } = facts;
  const told = readings.map((reading) => ({
    reading,
    ...withPulls(only(facts.branch, linesOf(reading)), reading.work),
  }));
  const blockedTitle = facts.template?.sections.find(({ key }) => key === 'blocked')?.title;
  const before =
    facts.branch === null ? toldBefore(facts.events, id, window, blockedTitle) : new Map<string, Before>();
  const asking = askingOf({
    author,
    logins: readings.flatMap(({ work }) => work?.login ?? []),
    window,
    receivers,
    members: facts.members ?? [],
    events: facts.events,
    before,
  });
  const words = rewordedItems(facts.events, id, window, blockedTitle, before);
  const note = { window, asking, words };
  const asked = firstAsked(readings);
  const all = told.flatMap(({ reading, lines, pulls }) => {
    const { root, work, remote } = reading;
    const web = remote && webOf(remote);
    const { branch } = facts;
    const here = facts.branch === null || facts.branch === reading.tree.head.branch;
    const own = [
      ...shippedItems(reading, lines, pulls),
      ...(branch === null && !reading.isAnotherTree
        ? earlierItems(reading, lines, pulls, { author, window })
        : []),
      ...(work && asked.has(reading)
        ? workItems({ root, work, author, web, window, asking, lines, pulls, branch })
        : []),
      ...(facts.branch === null ? tagItems(reading, author, window) : []),
      ...ongoingItems(reading, lines, pulls, here),
      ...amendedItems(reading, author, window, facts.branch),
      ...togetherItems(reading, facts.branch),
      ...(facts.branch === null ? elsewhereItems(reading) : []),
      ...triedItems(reading, lines),
      ...(facts.branch === null ? abandonedItems(reading, author, window) : []),
      ...(here ? [...addedItems(reading, note), ...markItems(reading, asking, window)] : []),
      ...(here
        ? [...editorItems(reading, facts.editor, asking), ...failureItems(reading, window, asking)]
        : []),
      ...(here ? repeatedItems(reading, window) : []),
    ];
    if (readings.length === 1) return own;
    const prefix = `${codeSpan(nameOf(reading.root))}: `;
    // A line that its author gave other words has it already.
    return own.map((item) => (item.text.startsWith(prefix) ? item : { ...item, text: prefix + item.text }));
  });
  const found = inOwnWords(all, words, before, window);
  const isTold = new Set(found.flatMap((item) => words.get(item.id) ?? []));
  const carried = facts.branch === null ? carriedItems(facts.events, id, window, blockedTitle, isTold) : [];
  const items = [...found, ...carried].map(toConfirm);
  const title = titleOf(author, receivers, told, found);
  const conclusion = conclusionOf(told, items, facts.branch, window);
  const step = conclusion.next?.isInferred === false ? conclusion.next.item : null;
  const pickUp = pickUpText(told, {
    window,
    editor: facts.editor,
    branch: facts.branch,
    named: items.find(({ id: each }) => each === step)?.repository ?? null,
  });
  return {
    id,
    title,
    author,
    window,
    receivers,
    repositories: readings.map(({ root, tree }) => ({
      path: root,
      branch: tree.head.branch,
      head: tree.head.sha,
      upstream: tree.head.upstream,
      operation: tree.operation,
    })),
    items,
    markdown: noteMarkdown({
      id,
      title,
      window,
      receivers,
      items,
      pickUp,
      conclusion,
      continues: facts.continues,
      ...(facts.template && { template: facts.template }),
    }),
    warnings,
  };
}

/** Of several clones or working trees of what GitHub calls one repository, the first that it was asked about. */
function firstAsked(readings: readonly RepositoryReading[]): ReadonlySet<RepositoryReading> {
  const first = new Map<string, RepositoryReading>();
  for (const reading of readings) {
    const { remote, work, root } = reading;
    const address = remote && addressOfRemote(remote);
    const key = address ? addressKey(address) : root;
    if (work && !first.has(key)) first.set(key, reading);
  }
  return new Set(first.values());
}

/** That something was a dead end is concluded: its author confirms it, or it is not posted. */
function toConfirm(item: Item): Item {
  return item.section === 'tried' && item.certainty === 'inferred' ? { ...item, lacks: 'deadEnd' } : item;
}

function only(branch: string | null, lines: Lines): Lines {
  if (branch === null) return lines;
  const named = (line: BranchLine | null): line is BranchLine => line?.name === branch;
  return {
    direct: [],
    merged: [],
    current: named(lines.current) ? lines.current : null,
    others: lines.others.filter(named),
    copies: lines.copies,
  };
}
