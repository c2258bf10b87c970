import { withoutEscapes } from '../trace/text/prefix';

/** Lines above the failing one that are looked through for the test around it. */
const mostLines = 600;
const longestLine = 2_000;
const mostHeaders = 5_000;
const longestText = 2_000_000;

const opening = /^(?:it|test|specify)(?:\.(?:only|concurrent|failing))?\((.{0,600})$/;
const literal =
  /^\s{0,10}(?:'((?:[^'\\]|\\.){1,300})'|"((?:[^"\\]|\\.){1,300})"|`((?:[^`\\$]|\\.|\$(?!\{)){1,300})`)/;

/**
 * The name of the test whose body holds a line (1-based) of JavaScript; null where it is put together when it runs, as
 * of a table of cases. Told by the indentation, which formatters keep true.
 */
export function testAround(lines: readonly string[], line: number): string | null {
  let depth = indentOf(lines[line - 1] ?? '') + 1;
  for (let at = line - 1; at >= Math.max(0, line - mostLines); at -= 1) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || text.length > longestLine || indentOf(text) >= depth) continue;
    depth = indentOf(text);
    const rest = opening.exec(text.trim())?.[1];
    if (rest === undefined) continue;
    // Formatters put a name that is too long for the line into the next.
    const found = literal.exec(rest.trim() === '' ? (lines[at + 1] ?? '') : rest);
    const name = found?.[1] ?? found?.[2] ?? found?.[3];
    return name === undefined ? null : name.replace(/\\(.)/g, '$1');
  }
  return null;
}

function indentOf(text: string): number {
  return /^[ \t]{0,400}/.exec(text)?.[0].length ?? 0;
}

/** How jest heads each failure: `● suite › test`; what has the same dot and is no test is not one. */
const header =
  /^[ \t]{0,8}● (?!Console\b|Test suite failed|Cannot log after|Deprecat|Validation)(\S.{0,500})$/;

/** The test that jest's report names above the line with this place (`file:line`); null where its header is gone. */
export function testHeaded(text: string, place: string): string | null {
  // A terminal's colours stand between a file and its line.
  const plain = withoutEscapes(text.slice(0, longestText));
  const end = plain.indexOf(place);
  if (end < 0) return null;
  let name: string | null = null;
  for (const line of plain.slice(0, end).split('\n').slice(-mostHeaders)) {
    const titled = header.exec(line.trimEnd())?.[1];
    if (titled !== undefined) name = titled.split(' › ').at(-1)?.trim() ?? null;
    else if (/^(?:PASS|FAIL|Tests:) /.test(line)) name = null;
  }
  return name;
}
