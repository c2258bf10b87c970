import { type Document, type Node, type YAMLParseError, isCollection, isScalar, isSeq, visit } from 'yaml';

/**
 * Where a person should look: YAML notes a bracket or a quote that is left open where the text goes on without its end,
 * a wrong indent at the beginning of the line, and a key that stands too far in at the value before it, which it takes
 * for the beginning of that key.
 */
export function placeOf(text: string, document: Document.Parsed, error: YAMLParseError): number {
  let [at] = error.pos;
  const opening = isOpen(error) ? openingBefore(text, document, at) : null;
  if (opening !== null) return opening;
  if (isNested(error) && !isSecondColon(text, error)) {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd >= 0) at = lineEnd + 1;
  }
  while (text[at] === ' ') at++;
  return at;
}

/** What went wrong and what to do about it, in one sentence or two. */
export function sentenceOf(text: string, error: YAMLParseError): string {
  const message = error.message.split('\n')[0] ?? error.message;
  if (error.code === 'TAB_AS_INDENT')
    return 'A tab indents this line, which YAML does not allow. Use spaces.';
  if (error.code === 'DUPLICATE_KEY') return 'This key is here twice. Keep one of the two.';
  if (error.code === 'MULTIPLE_DOCS')
    return 'A team file is one document. Take out this "---" and what belongs to another.';
  if (message.startsWith('Flow ')) return 'A bracket is open here. Close it.';
  if (message.startsWith('Missing closing')) return 'A quote is open here. Close it.';
  if (isNested(error) && isSecondColon(text, error))
    return 'A ": " stands inside this value. Put the value in quotes.';
  if (error.code === 'BAD_INDENT' || indentMessages.test(message))
    return 'This line is indented wrongly. Line it up with the keys or the "-" that it belongs to.';
  return `This is not YAML: ${message}. Check the indentation and the quotes here.`;
}

/** What YAML's reader says when a line stands further in or out than its neighbours. */
const indentMessages =
  /without - indicator|start at the same column|Nested mappings are not allowed|Implicit keys need|may not be used as an implicit map key|must be more indented|Unexpected (?:block-seq-ind|seq-item-ind|map-value-ind)/;

const isOpen = ({ message }: YAMLParseError): boolean =>
  message.startsWith('Flow ') || message.startsWith('Missing closing');

const isNested = ({ code, message }: YAMLParseError): boolean =>
  code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Nested mappings');

/** `name: Ada: Lovelace`, all on one line. */
function isSecondColon(text: string, { pos }: YAMLParseError): boolean {
  const end = text.indexOf('\n', pos[0]);
  return /:(?:\s|$)/.test(text.slice(pos[0], end < 0 ? text.length : end));
}

/** Where the innermost bracket, or the quote, begins that ends at an offset without its end. */
function openingBefore(text: string, document: Document.Parsed, at: number): number | null {
  let found: number | null = null;
  const isLeftOpen = (node: Node): boolean =>
    isCollection(node)
      ? node.flow === true && text[at - 1] !== (isSeq(node) ? ']' : '}')
      : isScalar(node) && /^QUOTE_/.test(node.type ?? '');
  visit(document, {
    Node: (_key, node) => {
      const range = node.range;
      if (range && range[0] < at && range[1] === at && isLeftOpen(node)) found = range[0];
    },
  });
  return found;
}
