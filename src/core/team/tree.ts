import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { placeOf, sentenceOf } from './mistakes';
import type { TeamFileProblem } from './model';

type Range = readonly [number, number];

/** One key of a map, with the node of its value (null when nothing follows the colon). */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
}

/**
 * A YAML 1.2 text as nodes with places, and the problems found in it so far. Values are taken as they are written
 * (`09:00`, `off` and `2026-12-24` are text), whatever a YAML version would make of them. Aliases are followed, one
 * visit at a time and no more than `BUDGET` in all, so that a small file cannot mean endless work.
 */
export class Tree {
  readonly root: Node | null;
  readonly problems: TeamFileProblem[] = [];
  /** Whether the text breaks YAML's rules; what could be read of it is there all the same. */
  readonly broken: boolean;
  private readonly lines = new LineCounter();
  private readonly anchors = new Map<Node, Node>();
  private visits = 0;

  constructor(text: string) {
    const document = this.parse(text);
    this.root = document?.contents ?? null;
    this.broken = document === null || document.errors.length > 0;
    const first = document?.errors[0];
    // One slip makes YAML report several; the first is the one to mend.
    if (document && first) {
      const from = placeOf(text, document, first);
      this.report([from, Math.max(from + 1, first.pos[1])], sentenceOf(text, first), 'error');
    }
    if (document) this.linkAliases(document);
  }

  private parse(text: string): Document.Parsed | null {
    if (isTooDeep(text)) {
      this.report([0, 0], 'This file is nested too deeply to be read.', 'error');
      return null;
    }
    return parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'error',
    });
  }

  private linkAliases(document: Document.Parsed): void {
    const last = new Map<string, Node>();
    visit(document, {
      Node: (_key, node) => {
        if (isAlias(node)) {
          const target = last.get(node.source);
          if (target) this.anchors.set(node, target);
        } else if ('anchor' in node && typeof node.anchor === 'string') last.set(node.anchor, node);
      },
    });
  }

  /** The node itself, or the one that an alias stands for; null for nothing. */
  private resolved(node: unknown): Node | null {
    this.visits++;
    if (this.visits > BUDGET) return null;
    if (isAlias(node)) return this.anchors.get(node) ?? null;
    return isMap(node) || isSeq(node) || isScalar(node) ? node : null;
  }

  /** The keys of a map; null when the node is none. */
  entries(node: Node | null): Entry[] | null {
    const map = this.resolved(node);
    if (!isMap(map)) return null;
    return map.items.flatMap((pair) => {
      const key = isScalar(pair.key) ? this.text(pair.key) : null;
      return key === null || !isScalar(pair.key)
        ? []
        : [{ key, keyNode: pair.key, value: (pair.value as Node | null) ?? null }];
    });
  }

  /** The items of a list; null when the node is none. */
  items(node: Node | null): Node[] | null {
    const list = this.resolved(node);
    return isSeq(list) ? list.items.filter((item): item is Node => item !== null) : null;
  }

  /** The text of a scalar as it is written; null when the node is none, or is empty. */
  text(node: Node | null): string | null {
    const scalar = this.resolved(node);
    if (!isScalar(scalar)) return null;
    const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '');
    return text.trim() === '' ? null : text.trim();
  }

  /**
   * Notes a problem at a node, and what may be written there instead. A node that is nowhere counts as the beginning of
   * the file.
   */
  wrong(
    node: Node | null,
    message: string,
    severity: TeamFileProblem['severity'] = 'error',
    fixes: readonly string[] = [],
  ): void {
    const range = node?.range;
    this.report(range ? [range[0], range[1]] : [0, 0], message, severity, range ? fixes : []);
  }

  /** Whether more problems were found than are told. */
  get full(): boolean {
    return this.problems.length >= MANY;
  }

  /** Whether the file asked for more work than any honest one does. */
  get exhausted(): boolean {
    return this.visits > BUDGET;
  }

  private report(
    [from, to]: Range,
    message: string,
    severity: TeamFileProblem['severity'],
    fixes: readonly string[] = [],
  ): void {
    if (this.problems.length >= MANY) return;
    const start = this.place(from);
    const end = this.place(Math.max(to, from + 1));
    // A problem is shown on the line where it begins.
    const sameLine = end.line === start.line;
    this.problems.push({
      // What the file holds is quoted: on a terminal its control characters would act.
      message: message.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '),
      line: start.line,
      column: start.column,
      endLine: start.line,
      endColumn: sameLine ? end.column : start.column + 1,
      severity,
      ...(sameLine && fixes.length > 0 ? { fixes } : {}),
    });
  }

  private place(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return line === 0 ? { line: 1, column: offset + 1 } : { line, column: col };
  }
}

/** Problems that are told; a person mends some and looks again. */
const MANY = 100;

/** Looks at nodes, all told. The file of a thousand people that is written out needs fewer. */
const BUDGET = 100_000;

/**
 * Whether a text may nest deeper than any team file does. The parser calls itself for every level, and at the end of
 * its stack it can take the whole process down; so this is told before, without parsing: open brackets (also those in
 * quotes), indentation, and dashes in a row bound the depth.
 */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '[' || char === '{') open++;
    else if ((char === ']' || char === '}') && open > 0) open--;
    if (open > DEEPEST) return true;
  }
  return text.split('\n').some((line) => (/^[ \t?:-]*/.exec(line)?.[0].length ?? 0) > 2 * DEEPEST);
}

const DEEPEST = 50;
