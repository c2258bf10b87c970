/** Lines [from, to], 1-based. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A function longer than this is searched around the line only. */
const mostAbove = 40;
const mostBelow = 20;

/**
 * The lines of the function (or block) around a line, told by indentation as people read it: up to the nearest line
 * that is indented less and opens something, down to the line that ends it. Works for braces and for Python alike.
 */
export function functionAround(lines: readonly string[], line: number): LineRange {
  const at = Math.min(Math.max(1, line), lines.length) - 1;
  const own = depth(lines[at]) ?? 0;
  let from = at;
  let inner = own;
  for (let above = at - 1; above >= Math.max(0, at - mostAbove); above -= 1) {
    const found = depth(lines[above]);
    if (found === null || found >= inner) continue;
    inner = found;
    from = above;
    if (opensFunction(lines[above] ?? '')) break;
  }
  let to = at;
  for (let below = at + 1; below < Math.min(lines.length, at + mostBelow); below += 1) {
    const found = depth(lines[below]);
    if (found === null) continue;
    if (found <= inner && from < at) {
      // The line that closes the block belongs to it.
      if (/^\s*(?:[)}\]]|end\b)/.test(lines[below] ?? '')) to = below;
      break;
    }
    if (from === at && found < own) break;
    to = below;
  }
  return { from: from + 1, to: to + 1 };
}

/** Whether a line looks like the head of a function, as opposed to one of `if` or `for`. */
function opensFunction(text: string): boolean {
  const line = text.slice(0, 400).trim();
  return !/^(?:\}\s*)?(?:if|else|elif|for|foreach|while|switch|case|default|try|catch|except|finally|with|do|unless|when|match|rescue|ensure|begin|loop|using|lock|synchronized|\{)\b/.test(
    line,
  );
}

/** How far a line is indented, a tab as four; null for a blank one. */
function depth(text: string | undefined): number | null {
  if (text === undefined) return null;
  let found = 0;
  for (const sign of text) {
    if (sign === ' ') found += 1;
    else if (sign === '\t') found += 4;
    else return found;
  }
  return null;
}
