import { digest } from '../text/digest';
import { rootCause } from './cause';
import type { Frame, TracedError } from './model';

/**
 * A name for a fault, versioned: the same on every machine, run and revision, as long as the same errors come out of
 * the same functions. Lines, addresses, numbers, ids, generated names, quoted values and the depth of a recursion do not
 * change it.
 */
export function fingerprintOf(language: string, errors: readonly TracedError<Frame>[]): string {
  const chain = rootCause(errors).map(({ type, message, frames }) => [
    normalName(type),
    normalMessage(message ?? ''),
    ...placesOf(frames),
  ]);
  return `v2:${digest(JSON.stringify([language, ...chain]))}`;
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
  return [...new Set(own.map(({ path, function: name }) => `${path}#${normalName(name)}`))].sort();
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
