import type { RecordedStamp } from '../ports/authors';

interface Author {
  readonly name: string;
  readonly email: string;
}

/** Four numbers a commit: the author's place among the authors, authored, offset + 840, committed. */
const COLUMNS = 4;
const SHIFT = 840;
const VERSION = 1;

/** What a table holds: all commits that `tips` reach and that were committed since `since` (seconds since 1970). */
export interface Coverage {
  readonly tips: readonly string[];
  readonly since: number;
}

/** The author stamps of many commits in little room, in no order. Authors are as recorded: .mailmap may change. */
export class StampTable {
  #rows: Uint32Array;
  #count: number;
  readonly #authors: Author[];
  readonly #places = new Map<string, number>();

  constructor(authors: readonly Author[] = [], rows: Uint32Array = new Uint32Array()) {
    this.#authors = [...authors];
    this.#authors.forEach((author, place) => this.#places.set(keyOf(author), place));
    this.#rows = rows;
    this.#count = rows.length / COLUMNS;
  }

  get size(): number {
    return this.#count;
  }

  get authors(): readonly Author[] {
    return this.#authors;
  }

  add(stamps: readonly RecordedStamp[]): void {
    const needed = (this.#count + stamps.length) * COLUMNS;
    if (needed > this.#rows.length) {
      const larger = new Uint32Array(Math.max(needed, this.#rows.length * 2));
      larger.set(this.#rows);
      this.#rows = larger;
    }
    for (const stamp of stamps) this.#rows.set(this.#rowOf(stamp), this.#count++ * COLUMNS);
  }

  /** Takes each of the stamps out once; false when one was not there, and then the table is of no more use. */
  remove(stamps: readonly RecordedStamp[]): boolean {
    const wanted = new Map<string, number>();
    for (const stamp of stamps) {
      const key = this.#rowOf(stamp).join();
      wanted.set(key, (wanted.get(key) ?? 0) + 1);
    }
    let kept = 0;
    for (let row = 0; row < this.#count; row++) {
      const values = this.#rows.subarray(row * COLUMNS, (row + 1) * COLUMNS);
      const key = values.join();
      const count = wanted.get(key) ?? 0;
      if (count > 0) wanted.set(key, count - 1);
      else this.#rows.copyWithin(kept++ * COLUMNS, row * COLUMNS, (row + 1) * COLUMNS);
    }
    this.#count = kept;
    return [...wanted.values()].every((count) => count === 0);
  }

  /** Calls back for each commit: the author's place in `authors`, then seconds, minutes and seconds. */
  each(callback: (place: number, authored: number, offset: number, committed: number) => void): void {
    const rows = this.#rows;
    for (let at = 0; at < this.#count * COLUMNS; at += COLUMNS)
      callback(rows[at] ?? 0, rows[at + 1] ?? 0, (rows[at + 2] ?? 0) - SHIFT, rows[at + 3] ?? 0);
  }

  /** The table as it is kept between readings. */
  saved(coverage: Coverage): { readonly header: string; readonly rows: Uint32Array } {
    const header = JSON.stringify({ version: VERSION, ...coverage, authors: this.#authors });
    return { header, rows: this.#rows.slice(0, this.#count * COLUMNS) };
  }

  #rowOf({ name, email, authored, offset, committed }: RecordedStamp): [number, number, number, number] {
    const key = keyOf({ name, email });
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#authors.length;
      this.#authors.push({ name, email });
      this.#places.set(key, place);
    }
    return [place, authored, offset + SHIFT, committed];
  }
}

const keyOf = ({ name, email }: Author): string => `${name}\0${email}`;

/** What was kept, if it is whole and of this version; else null. */
export function savedTable(
  header: string,
  rows: Uint32Array,
): { readonly table: StampTable; readonly coverage: Coverage } | null {
  let told: unknown;
  try {
    told = JSON.parse(header);
  } catch {
    return null;
  }
  if (!isHeader(told) || rows.length % COLUMNS !== 0) return null;
  for (let at = 0; at < rows.length; at += COLUMNS)
    if ((rows[at] ?? 0) >= told.authors.length || (rows[at + 2] ?? 0) > 2 * SHIFT) return null;
  const { tips, since, authors } = told;
  return { table: new StampTable(authors, rows), coverage: { tips, since } };
}

function isHeader(told: unknown): told is Coverage & { readonly authors: readonly Author[] } {
  if (typeof told !== 'object' || told === null) return false;
  const { version, tips, since, authors } = told as Record<string, unknown>;
  const isAuthor = (each: unknown): boolean =>
    typeof (each as Author | null)?.name === 'string' && typeof (each as Author).email === 'string';
  return (
    version === VERSION &&
    Array.isArray(tips) &&
    // Given to git as they are.
    tips.every((tip) => typeof tip === 'string' && /^[0-9a-f]{40,64}$/.test(tip)) &&
    Number.isInteger(since) &&
    Array.isArray(authors) &&
    authors.every(isAuthor)
  );
}
