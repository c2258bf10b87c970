import type { Culprit, Frame, TracedError } from './model';

/**
 * The error that all began with: causes are followed to their end; of a group without a cause, its first member. A
 * member without a type is no error: a sanitizer tells by one where memory was allocated or freed.
 */
export function rootCause<E extends TracedError<unknown>>(errors: readonly E[]): readonly E[] {
  const chain: E[] = [];
  let index = 0;
  while (chain.length < errors.length) {
    const error = errors[index];
    if (!error) break;
    chain.unshift(error);
    const at = index;
    const cause = errors.findIndex((each) => each.parent === at && each.relation === 'cause');
    const next =
      cause >= 0
        ? cause
        : errors.findIndex((each) => each.parent === at && each.relation === 'member' && each.type !== null);
    // A parent always stands before its child: anything else would go in circles.
    if (next <= index) break;
    index = next;
  }
  return chain;
}

/** Where to look first: the innermost in-app frame of the root cause, else of the error nearest to it. */
export function findCulprit(errors: readonly TracedError<Frame>[]): Culprit | null {
  const chain = rootCause(errors);
  for (const [distance, error] of chain.entries()) {
    const at = error.frames.findIndex(isPlaced);
    const frame = error.frames[at];
    if (!frame || frame.path === null) continue;
    const what =
      chain.length === 1 ? 'the error' : distance === 0 ? 'the root cause' : 'an error that wraps it';
    const name = error.type;
    const subject = error.type === null ? what : `${name}, ${what}`;
    const depth =
      at === 0
        ? `${subject}${error.type === null ? '' : ','} was raised here`
        : `the innermost call of your own code before ${subject}${error.type === null ? '' : ','} was raised ${at} ${at === 1 ? 'call' : 'calls'} deeper in code of others`;
    const line = frame.mappedLine ?? frame.line ?? 1;
    return { path: frame.path, line, function: frame.function, why: depth };
  }
  return null;
}

function isPlaced(frame: Frame): boolean {
  return frame.inApp && frame.path !== null && (frame.mappedLine ?? frame.line) !== null;
}

/** The in-app calls that led to the culprit, innermost first, each place once. */
export function callersOf(
  errors: readonly TracedError<Frame>[],
  culprit: Culprit,
  most: number,
): readonly { readonly path: string; readonly line: number }[] {
  const chain = rootCause(errors);
  const frames = chain.find(({ frames: all }) => all.some(isPlaced))?.frames ?? [];
  const seen = new Set([`${culprit.path}:${culprit.line}`]);
  const callers: { path: string; line: number }[] = [];
  for (const { path, mappedLine } of frames) {
    if (path === null || mappedLine === null || callers.length === most) continue;
    const key = `${path}:${mappedLine}`;
    if (!seen.has(key)) callers.push({ path, line: mappedLine });
    seen.add(key);
  }
  return callers;
}
