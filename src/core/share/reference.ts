import { sectionOfHeading } from '../handoff/sections';
import { withoutFences } from '../post/prose';
import { parseShareName, type ShareName } from './names';

/** What a note says of picking its work up. Somebody else wrote it: names, numbers and one line of text, nothing else. */
export interface NoteReference {
  readonly share: ShareName | null;
  readonly open: readonly { readonly path: string; readonly line: number }[];
  readonly command: string | null;
}

const mostPlaces = 5;
/** Whether a line is the heading of a note's section on picking its work up, under whichever title. */
export function beginsPickUp(line: string): boolean {
  return /^(?:#{1,4} |\*\*)Pick it up here\b/i.test(line) || sectionOfHeading(line.trim()) === 'pickUp';
}

/** Reads a note's section "Pick it up here", or the whole text where it has none. */
export function readReference(markdown: string): NoteReference {
  const text = markdown.replace(/\r\n?/g, '\n').slice(0, 200_000);
  const section = sectionOf(text) ?? text;
  const ref = /refs\/baton\/[a-z0-9][a-z0-9._-]{0,63}\/[a-z0-9][a-z0-9._-]{0,63}/.exec(section)?.[0];
  const named = /\bbaton pickup ([a-z0-9][a-z0-9._-]{0,63}\/[a-z0-9][a-z0-9._-]{0,63})/.exec(section)?.[1];
  const name = (ref ?? named ?? '').replace(/[._-]+$/, '');
  return {
    share: parseShareName(name),
    open: placesOf(placesIn(text, section)),
    command: commandIn(section),
  };
}

function sectionOf(text: string): string | null {
  const lines = text.split('\n');
  // A heading inside of code is code.
  const prose = withoutFences(text).split('\n');
  const start = prose.findIndex(beginsPickUp);
  if (start < 0) return null;
  const end = prose.findIndex((line, at) => at > start && /^#{1,4} /.test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

/** What the section's code does beside fetching: what to run once the work is there. */
function commandIn(section: string): string | null {
  const run: string[] = [];
  let isCode = false;
  let isCloned = false;
  for (const line of section.split('\n')) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) {
      isCode = !isCode;
      continue;
    }
    let text = line.trim();
    if (!isCode || text.startsWith('#')) continue;
    // Only what stands first: `&&` further on may belong to a quoted script.
    for (;;) {
      const fetches: RegExpExecArray | null =
        /^(?:git|baton) ([^&|;]{0,400})(?:&&|$)/.exec(text) ??
        (isCloned ? /^cd [^&|;]{1,400}(?:&&|$)/.exec(text) : null);
      if (!fetches) break;
      isCloned = fetches[1] === undefined ? false : isCloned || fetches[1].startsWith('clone ');
      text = text.slice(fetches[0].length).trim();
    }
    if (text !== '') run.push(text);
  }
  return run.length === 0 ? null : plainCommand(run.join(' && '));
}

/** Places that the note names: `path:line` in code, or a link to a line of a file on GitHub. */
function placesIn(text: string, section: string): { path: string; line: number }[] {
  const found: { path: string; line: number; at: number }[] = [];
  const add = (path: string | undefined, line: string | undefined, at: number): void => {
    if (path !== undefined && line !== undefined) found.push({ path, line: Number(line), at });
  };
  for (const part of section === text ? [text] : [section, text]) {
    const start = part === section ? 0 : section.length;
    for (const match of part.matchAll(/`([^`\s:]{1,300}):(\d{1,7})`/g))
      add(match[1], match[2], start + match.index);
    const link = /\/blob\/[0-9a-f]{7,64}\/([^\s)#?]{1,400})#L(\d{1,7})/g;
    for (const match of part.matchAll(link)) add(decoded(match[1] ?? ''), match[2], start + match.index);
  }
  return found.sort((one, other) => one.at - other.at).map(({ path, line }) => ({ path, line }));
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The places that can be opened: inside the repository, each file once, five at most. */
export function placesOf(
  places: readonly { readonly path: string; readonly line: number }[],
): readonly { readonly path: string; readonly line: number }[] {
  const seen = new Set<string>();
  return places
    .filter(({ path, line }) => {
      const parts = path.split(/[\\/]/);
      const isInside =
        !/^(?:[\\/]|[A-Za-z]:)/.test(path) &&
        ![...path].some((each) => each < ' ') &&
        !parts.some((part) => part === '..' || part === '' || /^\.git$/i.test(part));
      return isInside && line > 0 && !seen.has(path) && seen.add(path).size <= mostPlaces;
    })
    .map(({ path, line }) => ({ path, line }));
}

/**
 * A command as it may be typed into a terminal without being run: one line. A line end would run it, and an escape
 * sequence could do anything.
 */
export function plainCommand(command: string | null): string | null {
  const line = [...(command ?? '')]
    .map((each) =>
      each < ' ' ||
      (each >= '\u007f' && each <= '\u009f') ||
      /[\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(each)
        ? ' '
        : each,
    )
    .join('')
    .trim();
  return line === '' ? null : line.slice(0, 2_000);
}
