import { codeSpan } from '../../text/markdown';
import { reference, type CodeReading } from '../code/reference';
import { isSetting, type OpenPlace } from './places';

/** What the first step begins with. */
export interface Beginning {
  /** The author named what is next: it opens the note. */
  readonly isNamed: boolean;
  /** The commands end with what fails. */
  readonly ends: boolean;
  /** What fails, where no command leads to it. */
  readonly red: string | null;
}

/** The first step, and the files and lines to open; null where nothing is known of either. */
export function firstStepText(
  places: readonly OpenPlace[],
  code: CodeReading | null,
  { isNamed, ends, red }: Beginning,
): string | null {
  const [first, ...rest] = places.map((place) => placeText(place, code));
  const see = ends ? 'see the last command fail' : red === null ? null : `see that ${red}`;
  const steps = [see, isNamed ? 'do the next action' : null].filter((step) => step !== null);
  if (first === undefined) return see === null ? null : `**First step:** ${steps.join(', then ')}.`;
  const start = isNamed
    ? `, at ${first}`
    : steps.length > 0
      ? `, then start at ${first}`
      : `start at ${first}`;
  const then = rest.length > 0 ? `\n**Then open:** ${rest.join(' · ')}` : '';
  return `**First step:** ${steps.join(', then ')}${start}${then}`;
}

function placeText(place: OpenPlace, code: CodeReading | null): string {
  const { within, problem } = place;
  const name = within === null ? '' : ` in ${codeSpan(within, 60)}`;
  const said = problem === null ? '' : `, where the editor reports ${codeSpan(problem, 160)}`;
  const line = place.line ?? firstLineOf(place.path, code);
  return `${reference({ ...place, line }, code)}${name}${said}`;
}

/** Of a file that nobody else can look at, the first line that says something is told; null for every other. */
function firstLineOf(path: string, code: CodeReading | null): number | null {
  const text = code && !code.known.has(path) ? code.texts.get(path) : undefined;
  if (text === undefined || text.includes('\0')) return null;
  const index = text
    .slice(0, 10_000)
    .split(/\r?\n/)
    .findIndex((line) => !isSetting(line));
  return index < 0 ? null : index + 1;
}
