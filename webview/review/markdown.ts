import MarkdownIt, { type Token } from 'markdown-it';
import { element } from '../element';

// HTML is read so that it can be left out; it never becomes elements. Newlines break lines, as on GitHub.
const parser = new MarkdownIt({ html: true, breaks: true, linkify: false });

const containers = new Set(
  'p,ul,ol,li,blockquote,table,thead,tbody,tr,th,td,strong,em,s,h1,h2,h3,h4,h5,h6'.split(','),
);

/** A note as it will look: text and structure only. Links lead nowhere, images are named, HTML is left out. */
export function renderMarkdown(markdown: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  append(fragment, parser.parse(markdown, {}));
  // The page's own headings are above those of the note, and no level is skipped, as screen readers expect.
  let level = 2;
  for (const heading of fragment.querySelectorAll('.heading')) {
    level = Math.min(level + 1, Number(heading.className.slice(-1)) + 2, 6);
    heading.setAttribute('aria-level', String(level));
  }
  return fragment;
}

function append(root: Node, tokens: readonly Token[]): void {
  const open: Node[] = [root];
  for (const token of tokens) {
    const parent = open.at(-1) ?? root;
    if (token.nesting === 1) {
      const made = token.hidden ? parent : opened(token);
      if (made !== parent) parent.appendChild(made);
      open.push(made);
    } else if (token.nesting === -1) open.pop();
    else if (token.type === 'inline') append(parent, token.children ?? []);
    else appendLeaf(parent, token);
  }
}

function opened(token: Token): Node {
  if (token.tag === 'a') {
    const link = element('span', 'anchor');
    link.title = String(token.attrGet('href') ?? '');
    return link;
  }
  if (!containers.has(token.tag)) return element('span', '');
  const heading = /^h([1-6])$/.exec(token.tag);
  if (heading) {
    const made = element('div', `heading heading-${heading[1]}`);
    made.setAttribute('role', 'heading');
    return made;
  }
  const made = document.createElement(token.tag);
  const start = Number(token.attrGet('start'));
  if (made instanceof HTMLOListElement && Number.isInteger(start) && start > 1) made.start = start;
  return made;
}

function appendLeaf(parent: Node, token: Token): void {
  switch (token.type) {
    case 'text':
      parent.appendChild(document.createTextNode(withBoxes(token.content, parent)));
      break;
    case 'softbreak':
    case 'hardbreak':
      parent.appendChild(element('br', ''));
      break;
    case 'code_inline':
      parent.appendChild(element('code', '', token.content));
      break;
    case 'fence':
    case 'code_block':
      parent.appendChild(element('pre', '', element('code', '', token.content)));
      break;
    case 'hr':
      parent.appendChild(element('hr', ''));
      break;
    case 'image':
      parent.appendChild(
        element('span', 'image', `Image: ${token.content || String(token.attrGet('src') ?? '')}`),
      );
      break;
    case 'html_block':
    case 'html_inline': {
      const text = htmlText(token.content);
      if (text !== '') parent.appendChild(element('span', 'html', text));
      break;
    }
    default:
      parent.appendChild(document.createTextNode(token.content));
  }
}

/** A task's box at the start of a list item. */
function withBoxes(text: string, parent: Node): string {
  if (!(parent instanceof HTMLElement) || parent.tagName !== 'LI' || parent.hasChildNodes()) return text;
  return text.replace(/^\[([ xX])\](?= )/, (_, mark: string) => (mark === ' ' ? '☐' : '☑'));
}

/** What HTML would show: comments are hidden, the tags that notes fold with disappear, others stay visible as text. */
function htmlText(html: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const start = html.indexOf('<!--', from);
    const end = start < 0 ? -1 : html.indexOf('-->', start + 4);
    if (end < 0) break;
    text += html.slice(from, start);
    from = end + 3;
  }
  text += html.slice(from);
  return text.replace(/<\/?(?:details|summary|sub|sup|kbd|br)\b[^<>]*>/gi, ' ').trim();
}
