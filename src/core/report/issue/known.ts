import { normalMessage } from '../fingerprint';
import type { TracedError, PrintedFrame, PrintedTrace } from '../model';
import { rootCause } from '../cause';

/** An issue of the repository that may be about the same fault. */
export interface Candidate {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly isOpen: boolean;
  readonly body: string;
}

export interface RankedIssue extends Candidate {
  /** 0 to 1; 1 for the same fingerprint. */
  readonly similarity: number;
}

/** GitHub's limit for a search, in characters. */
const longestQuery = 256;
/** GitHub's limit: searches a minute. */
const mostSearches = 30;
const minute = 60_000;
/** All of them have to be in an issue for it to be found. */
const mostWords = 9;
const mostShown = 5;
/** Less than this says nothing. */
const leastSimilar = 0.2;

/** The searches that look for a fault: by its hidden marker, then by the words of its message. Open and closed alike. */
export function searchesFor(
  repository: string,
  fingerprint: string | null,
  errors: readonly TracedError<unknown>[],
): readonly string[] {
  const place = `repo:${repository} is:issue`;
  const root = rootCause(errors)[0];
  const words = [
    root?.type?.split(/[.:]/).at(-1) ?? '',
    // What was hidden has a name that is of this report alone.
    ...normalMessage((root?.message ?? '').replace(/\[[a-z-]{1,30}-\d{1,4}\]/g, '')).split(
      /[^\p{L}\p{N}_]+/u,
    ),
  ]
    .filter((word) => word.length > 2 && !/^(?:and|not|or)$/i.test(word))
    .slice(0, mostWords);
  let text = '';
  for (const word of new Set(words)) {
    const longer = text === '' ? word : `${text} ${word}`;
    if (place.length + longer.length + ' in:title,body'.length + 1 > longestQuery) break;
    text = longer;
  }
  return [
    ...(fingerprint === null
      ? []
      : [`${place} in:body "${fingerprint.slice(fingerprint.indexOf(':') + 1)}"`]),
    ...(text === '' ? [] : [`${place} in:title,body ${text}`]),
  ].filter((query) => query.length <= longestQuery);
}

/** Whether another search is allowed now, given when the last ones were (milliseconds since the epoch). */
export function maySearch(before: readonly number[], now: number): boolean {
  return before.filter((at) => now - at < minute).length < mostSearches;
}

/** The candidates by how similar their traces are, the most similar first; what says nothing is left out. */
export function rankKnown(
  own: { readonly fingerprint: string | null; readonly errors: readonly TracedError<PrintedFrame>[] },
  candidates: readonly Candidate[],
  read: (text: string) => readonly PrintedTrace[],
): readonly RankedIssue[] {
  const unique = new Map(candidates.map((each) => [each.number, each]));
  return [...unique.values()]
    .map((each) => ({ ...each, similarity: similarityTo(own, each, read) }))
    .filter(({ similarity }) => similarity >= leastSimilar)
    .sort((one, other) => other.similarity - one.similarity || Number(other.isOpen) - Number(one.isOpen))
    .slice(0, mostShown);
}

function similarityTo(
  own: { readonly fingerprint: string | null; readonly errors: readonly TracedError<PrintedFrame>[] },
  { body, title }: Candidate,
  read: (text: string) => readonly PrintedTrace[],
): number {
  if (own.fingerprint !== null && body.includes(`<!-- baton:fingerprint ${own.fingerprint} -->`)) return 1;
  const mine = featuresOf(own.errors);
  const traces = read(body.slice(0, 65_536)).slice(0, 10);
  const message = overlap(wordsOf(mine.message), wordsOf(title));
  const best = traces.map(({ errors }) => {
    const theirs = featuresOf(errors);
    return (
      0.5 * overlap(mine.places, theirs.places) +
      0.2 * Number(mine.type !== '' && mine.type === theirs.type) +
      0.3 * overlap(wordsOf(mine.message), wordsOf(theirs.message))
    );
  });
  return Math.min(0.99, Math.max(0.5 * message, ...best));
}

function featuresOf(errors: readonly TracedError<PrintedFrame>[]) {
  const root = rootCause(errors)[0];
  const places = errors.flatMap(({ frames }) =>
    frames.slice(0, 200).map(({ file, function: name }) => `${baseName(file)}#${name ?? ''}`),
  );
  return {
    places: new Set(places),
    type: root?.type?.split('.').at(-1) ?? '',
    message: `${root?.type ?? ''} ${normalMessage(root?.message ?? '')}`,
  };
}

function baseName(file: string): string {
  return (
    file
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  );
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}_]+/u)
      .filter((word) => word.length > 2),
  );
}

/** What two sets have in common, of what they have at all. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const each of one) if (other.has(each)) common += 1;
  return common / (one.size + other.size - common);
}

/** A comment that adds what is known here to an issue that is known already. */
export function environmentComment(
  environment: string | null,
  reproduce: string | null,
  marker: string,
): string {
  const parts = [
    'The same here.',
    ...(environment === null ? [] : [`**Environment:** ${environment}`]),
    ...(reproduce === null ? [] : [`**Reproduce** ${reproduce}`]),
    marker,
  ];
  return parts.join('\n\n');
}
