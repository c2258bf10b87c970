import { withoutQuotedCode } from '../../post/code';
import { foldedTrace } from '../traceList';

/**
 * The report without the code that it quotes, and how many pieces that were. The folded trace stays: it names places
 * and quotes nothing.
 */
export function withoutUnpushedCode(markdown: string): { readonly text: string; readonly pieces: number } {
  const trace = foldedTrace.exec(markdown);
  if (!trace || !isTrace(trace[2] ?? '')) return withoutQuotedCode(markdown);
  const before = withoutQuotedCode(markdown.slice(0, trace.index));
  const after = withoutQuotedCode(markdown.slice(trace.index + trace[0].length));
  return { text: `${before.text}${trace[0]}${after.text}`, pieces: before.pieces + after.pieces };
}

/** Whether nothing but errors and calls stands there: its author may have written something in between. */
function isTrace(block: string): boolean {
  return block
    .split('\n')
    .every(
      (line, at) =>
        at === 0 || /^ {4}(?:at \S|… )/.test(line) || /^(?:caused by |suppressed: |member: )/.test(line),
    );
}
