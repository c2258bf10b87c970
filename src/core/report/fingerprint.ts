import { digest } from '../text/digest';
import { rootCause } from './cause';
import type { Frame, TracedError } from './model';

/** Another rule gives other names to the same faults: the version says which rule it was. */
const version = 'v3';

/**
 * A name for a fault, versioned: the same on every machine, run and revision, as long as the same errors come out of
 * the same functions. Lines, addresses, numbers, ids, generated names, quoted values, the depth of a recursion and
 * where a runtime cuts a trace do not change it.
 */
export function fingerprintOf(language: string, errors: readonly TracedError<Frame>[]): string {
  const chain = rootCause(errors).map(({ type, message, frames }) => [
    normalName(type),
    normalMessage(message ?? ''),
    ...placesOf(alwaysPrinted(language, frames)),
  ]);
  return `${version}:${digest(JSON.stringify([language, ...chain]))}`;
}

/** Whether it was made by the rule of today: only those can be compared. */
export function isOfToday(fingerprint: string): boolean {
  return fingerprint.startsWith(`${version}:`);
}

/** How many calls a runtime prints at least, where nobody tells it otherwise: V8's `Error.stackTraceLimit`. */
const fewest = 10;
/** How many the JVM prints of a stack that overflowed: the outermost are never among them. */
const jvm = new Set(['java', 'kotlin', 'scala', 'groovy']);
const jvmDepth = 1_024;

/**
 * The frames that are printed whatever the runtime was told: V8 leaves the outer calls out, by default all but ten.
 * Where a recursion fills what is printed, its depth decides which outer calls are still there: they do not count.
 */
function alwaysPrinted(language: string, frames: readonly Frame[]): readonly Frame[] {
  const isCut = jvm.has(language) && frames.length >= jvmDepth;
  if (language !== 'javascript' && !isCut) return frames;
  const printed = isCut ? frames.slice(0, jvmDepth) : frames.slice(0, fewest);
  const seen = new Set<string>();
  let end = printed.length;
  printed.forEach((frame, at) => {
    if (!frame.inApp) return;
    const place = placeOf(frame);
    if (seen.has(place)) end = at + 1;
    seen.add(place);
  });
  return printed.slice(0, end);
}

function placeOf({ path, function: name }: Frame): string {
  return `${path}#${normalName(name)}`;
}

/**
 * In-app frames without lines, each once and in no order: where functions call each other in a circle, the depth decides
 * which of them comes first. Without any of those, the three innermost functions.
 */
function placesOf(frames: readonly Frame[]): readonly string[] {
  const own = frames.filter(({ inApp, path }) => inApp && path !== null);
  if (own.length === 0) {
    return [...new Set(frames.map(({ function: name }) => normalName(name)))].slice(0, 3);
  }
  return [...new Set(own.map(placeOf))].sort();
}

/** What compilers and runtimes add to a name, and what they make up. */
function normalName(name: string | null): string {
  return (name ?? '')
    .slice(0, 400)
    .replace(/^(?:async|new|global code|Object\.<anonymous>)\s+/, '')
    .replace(/::h[0-9a-f]{16}\b/g, '')
    .replace(/0x[0-9a-f]+/gi, '')
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,64}\b/g, '')
    .replace(/(\$\$)(?=[0-9a-f]*\d)[0-9a-f]{4,64}/g, '$1')
    .replace(/\d+/g, '0');
}

/** A message without what differs between two runs of the same fault. */
export function normalMessage(message: string): string {
  return message
    .slice(0, 2_000)
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '*')
    .replace(/"[^"\n]{0,300}"|'[^'\n]{0,300}'|`[^`\n]{0,300}`|“[^”\n]{0,300}”/g, '*')
    .replace(/\b[a-z][a-z+.-]{1,20}:\/\/[^\s<>"']+/gi, '*')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,}/g, '*')
    .replace(/\b0x[0-9a-f]+\b/gi, '*')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, '*')
    .replace(/\b\w*\d[\w-]*/g, '*')
    .replace(/\s+/g, ' ')
    .trim();
}
