import { bar, blank, isEmpty, plus } from '../text/letters';

/** A line at the margin of its error, or (with `members`) the place where a group's members are printed. */
export interface Entry {
  readonly text: string;
  readonly logged: boolean;
  /** Offset from the first line of the trace. */
  readonly line: number;
  readonly members?: readonly (readonly Entry[])[];
}

interface Node {
  readonly column: number;
  readonly entries: Entry[];
}

/** The entries of an error, of which no more lines are taken apart than are asked for. */
export interface Entries {
  at(index: number): Entry | undefined;
}

/** The entries that are known. */
export function entriesOf(known: readonly Entry[]): Entries {
  return { at: (index) => known[index] };
}

/**
 * Undoes the margins of exception groups: the entries of the outermost error, with the members of each group as
 * entries of their own. A member's lines stand behind `|` in its column; `+-+---- 1 ----` opens the first member,
 * `+---- 2 ----` the next, `+--------` closes the group.
 */
export class Margins implements Entries {
  private readonly root: Node = { column: -1, entries: [] };
  private readonly path: Node[] = [this.root];
  private readonly groups: Entry[][][] = [];
  private inGroup = false;
  private quiet = 0;
  private taken = 0;
  private ended = false;

  /** Takes the lines that `lineAt` tells, from 0 up to the first that it has none for; `outer` is their indentation. */
  constructor(
    private readonly lineAt: (index: number) => Entry | null,
    private readonly outer: number,
  ) {}

  /** The entry, with all of its members: they end where their margin does. */
  at(index: number): Entry | undefined {
    const { entries } = this.root;
    while (!this.ended && (index >= entries.length || (entries[index]?.members && this.path.length > 1))) {
      const line = this.lineAt(this.taken);
      this.taken += 1;
      this.ended = line === null || !this.take(line);
    }
    return entries[index];
  }

  /** Takes a line; false when the trace cannot go on behind it. */
  private take(entry: Entry): boolean {
    const { root, path, groups } = this;
    const { text, logged, line: at } = entry;
    const column = barOf(text);
    // Nothing of a trace is more than a few blank lines away from the rest of it.
    this.quiet = column < 0 && isEmpty(text) ? this.quiet + 1 : 0;
    if (this.quiet > 3 || (logged && at > 0 && !this.inGroup)) {
      root.entries.push(entry);
      return false;
    }
    if (column < 0) {
      this.inGroup = false;
      if (path.length > 1) path.length = 1;
      if (groups.length > 0) groups.length = 0;
      root.entries.push(entry);
      return true;
    }
    const rest = text.slice(column + 1);
    if (rest.startsWith(' Exception Group Traceback')) {
      this.inGroup = true;
      close(path, groups, column);
      top(path, column).entries.push({ text: rest.trim(), logged: false, line: at });
    } else if (text[column] === '|') {
      if (!this.inGroup && path.length === 1 && column > this.outer + 2) {
        root.entries.push(entry);
        return true;
      }
      this.inGroup = true;
      close(path, groups, column);
      top(path, column).entries.push({ text: rest.replace(/^ /, ''), logged: false, line: at });
    } else if (/^-\+-+ (?:\d+|\.\.\.) -+$/.test(rest)) {
      const members: Entry[][] = [[]];
      close(path, groups, column);
      top(path, column).entries.push({ text: '', logged: false, line: at, members });
      groups.push(members);
      path.push({ column: column + 2, entries: members[0] as Entry[] });
    } else if (/^-+ (?:\d+|\.\.\.) -+$/.test(rest)) {
      close(path, groups, column);
      const members = groups.at(-1);
      if (!members || path.at(-1)?.column !== column) return true;
      const entries: Entry[] = [];
      members.push(entries);
      path[path.length - 1] = { column, entries };
    } else if (/^-+$/.test(rest)) {
      close(path, groups, column - 1);
      // The closing line counts as read: it moves the end of the trace.
      (path.at(-1) ?? root).entries.push({ text: '', logged: false, line: at });
    } else root.entries.push(entry);
    return true;
  }
}

/** The column of the `|` or `+` that a line of a group begins with; −1 for other lines. */
function barOf(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === blank) at += 1;
  const code = text.charCodeAt(at);
  return code === bar || code === plus ? at : -1;
}

/** Leaves the members that stand further right than `column`. */
function close(path: Node[], groups: Entry[][][], column: number): void {
  while (path.length > 1 && (path.at(-1)?.column ?? -1) > column) {
    path.pop();
    groups.pop();
  }
}

function top(path: readonly Node[], column: number): Node {
  const last = path.at(-1) as Node;
  return last.column <= column ? last : (path[0] as Node);
}
