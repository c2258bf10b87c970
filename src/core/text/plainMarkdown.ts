import { proseOf, withoutFences } from '../post/prose';
import { visible } from './visible';

/**
 * Somebody else's Markdown as Markdown that any renderer may show: no HTML, no picture is loaded (a picture becomes a
 * link to it), no link leads anywhere but to http(s), no program draws from code, and what cannot be seen is spelled
 * out. Where it is not certain that something is code, it is treated as text. Linear in the text's length.
 */
export function plainMarkdown(markdown: string): string {
  const text = visible(withoutHiddenLines(markdown.replace(/\r\n?/g, '\n')));
  const fenced = withoutFences(text).split('\n');
  const lines = text.split('\n').map((line, index) => (fenced[index] === line ? line : withoutProgram(line)));
  const whole = lines.join('\n');
  // Only what both readings take for code is left as it is; offsets are the same in both.
  const prose = proseOf(whole);
  return prose.length === whole.length ? disarmed(whole, prose) : disarmed(whole, whole);
}

/** Baton's own comments are for Baton: alone on a line they go, as GitHub shows them to nobody. */
function withoutHiddenLines(markdown: string): string {
  return markdown
    .replace(/^[ \t]{0,3}<!-- baton:[a-z]{1,10} [A-Za-z0-9_-]{1,64} -->[ \t]{0,3}$/gm, '')
    .replace(/ ?<!-- b:[0-9a-z]{1,20} -->$/gm, '');
}

/** `text` with what is live in it made harmless; characters that are blank in `prose` only are code and stay. */
function disarmed(text: string, prose: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (prose.charAt(at) !== character) {
      out += character;
      continue;
    }
    if (character === '<') out += '&lt;';
    else if (character === '!' && prose.charAt(at + 1) === '[') out += '🖼';
    else if (character === ']' && (prose.charAt(at + 1) === '(' || prose.charAt(at + 1) === ':')) {
      out += leadsToWeb(text, at + 2) ? character : '\\]';
    } else out += character;
  }
  return out;
}

function leadsToWeb(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return /^https?:\/\//i.test(text.slice(at, at + 8));
}

/** The opening line of code that a renderer might run instead of showing it, such as a diagram. */
function withoutProgram(line: string): string {
  return line.replace(/^([ >\-*+.)\d]{0,40}(?:`{3,}|~{3,}))[^`\n]{0,2000}$/, (whole, fence: string) => {
    const language = whole.slice(fence.length).trim();
    return /^(?:[a-z+#]{1,15})$/.test(language) &&
      !/^(?:mermaid|math|geojson|topojson|stl|dot|plantuml)$/.test(language)
      ? whole
      : `${fence}${language === '' ? '' : 'text'}`;
  });
}
