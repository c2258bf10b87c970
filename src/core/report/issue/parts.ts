import { withoutFences } from '../../post/prose';
import { titleOf } from '../../post/text';

/** A report taken apart as its author left it. Each is Markdown; null where the report has no such part. */
export interface ReportParts {
  readonly title: string;
  /** All of it below the title, without hidden comments. */
  readonly body: string;
  readonly what: string | null;
  readonly expected: string | null;
  readonly reproduce: string | null;
  readonly trace: string | null;
  readonly environment: string | null;
  readonly where: string | null;
  readonly hypothesis: string | null;
  readonly ask: string | null;
  /** The hidden lines that name the fault and the report. */
  readonly markers: readonly string[];
}

const markerLine = /^<!-- baton:(?:fingerprint v\d{1,3}:[0-9a-f]{16}|report [a-z0-9-]{1,64}) -->$/;
/** What begins a part: a word in bold at the start of a line, or after a sentence on the same line. */
const partNames = {
  what: 'What happens',
  expected: 'Expected',
  reproduce: 'Reproduce',
  where: 'Where',
  trace: 'Trace',
  environment: 'Environment',
  suspects: 'Suspects',
  hypothesis: 'Hypothesis',
  ask: 'Ask',
  redacted: 'Redacted',
} as const;

export function partsOf(markdown: string): ReportParts {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  // What stands in code was printed by a program: it is no marker.
  const prose = withoutFences(lines.join('\n')).split('\n');
  const isMarker = (at: number): boolean => markerLine.test(prose[at]?.trim() ?? '');
  const markers = markersIn(lines.join('\n'));
  const title = titleOf(markdown) ?? 'Bug report';
  const heading = lines.findIndex((line) => /^ {0,3}# /.test(line));
  const body = lines
    .filter((_, at) => at !== heading && !isMarker(at))
    .join('\n')
    .trim();
  const places = Object.entries(partNames)
    .map(([part, name]) => ({ part, at: startOf(body, name) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  const read = (part: keyof typeof partNames): string | null => {
    const index = places.findIndex((each) => each.part === part);
    const place = places[index];
    if (!place) return null;
    const text = body.slice(place.at, places[index + 1]?.at).trim();
    return withoutHeading(text, partNames[part]);
  };
  const { what, expected, reproduce, trace, environment, where, hypothesis, ask } = {
    what: read('what'),
    expected: read('expected'),
    reproduce: read('reproduce'),
    trace: read('trace'),
    environment: read('environment'),
    where: read('where'),
    hypothesis: read('hypothesis'),
    ask: read('ask'),
  };
  return { title, body, what, expected, reproduce, trace, environment, where, hypothesis, ask, markers };
}

/** The hidden lines of a report, or of an issue made of one, that are no code. */
export function markersIn(markdown: string): readonly string[] {
  return withoutFences(markdown)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => markerLine.test(line));
}

function startOf(body: string, name: string): number {
  if (body.startsWith(`**${name}`)) return 0;
  const line = body.indexOf(`\n**${name}`);
  if (line >= 0) return line + 1;
  return name === 'Expected' ? body.indexOf('**Expected:**') : -1;
}

/** `**What happens:** text` is its text; `**Reproduce** (5 of 5)` keeps what it says of itself. */
function withoutHeading(text: string, name: string): string {
  const rest = text.slice(`**${name}`.length).replace(/^:?\*\*[ ]?/, '');
  return rest.trim();
}

/** What an author was asked to write and did not. */
const blankPart = /_Write here: [^_\n]{0,400}_/g;

export function hasBlanks(markdown: string): boolean {
  return markdown.search(blankPart) >= 0;
}

/** Without the places that nobody filled; what was only such a place is empty. */
export function withoutBlanks(markdown: string): string {
  return markdown
    .replace(
      /\*\*[A-Z][\w ]{1,20}:\*\* (?:_Write here: [^_\n]{0,400}_(?:, by | |\.)?){1,3}(?=\*\*|\n|$)/g,
      '',
    )
    .replace(blankPart, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
