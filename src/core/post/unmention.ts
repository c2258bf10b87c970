import { escapeInline } from '../text/markdown';
import { sectionOfHeading, usualTitles } from '../handoff/sections';
import { proseOf } from './prose';

/**
 * The note with each `@login` as a plain name, which notifies nobody, and, where `ask` is given, a question addressed to
 * that person in the note: what was written beside the mention. Code stays as it is.
 */
export function withoutMention(
  markdown: string,
  login: string,
  plain: string,
  ask: { readonly answerBy: string | null } | null,
): string {
  const prose = proseOf(markdown).split('\n');
  const name = escapeInline(plain, 80);
  let said: string | null = null;
  const lines = markdown.split('\n').map((line, index) => {
    const text = prose[index] ?? '';
    let result = '';
    let done = 0;
    for (let at = next(text, login, 0); at >= 0; at = next(text, login, at + 1)) {
      result += line.slice(done, at) + name;
      done = at + 1 + login.length;
    }
    if (done === 0) return line;
    const replaced = result + line.slice(done);
    said ??= replaced;
    return replaced;
  });
  const text = lines.join('\n');
  return ask && said !== null ? withQuestion(text, questionOf(said), login, ask.answerBy) : text;
}

/** Where the login is mentioned next; -1 when nowhere. */
function next(text: string, login: string, from: number): number {
  const wanted = `@${login.toLowerCase()}`;
  const low = text.toLowerCase();
  for (let at = low.indexOf(wanted, from); at >= 0; at = low.indexOf(wanted, at + 1)) {
    const after = low.charAt(at + wanted.length);
    if (!/\w/.test(low.charAt(at - 1)) && !/[\w-]/.test(after) && (after !== '/' || login.includes('/')))
      return at;
  }
  return -1;
}

/** The line as a question: without list marks and what only Baton reads. */
function questionOf(line: string): string {
  return line
    .replace(/<!--(?:(?!-->).)*-->/g, '')
    .replace(/^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX]\]\s+)?/, '')
    .replace(/\*\*/g, '')
    .trim();
}

/** Adds the question to what is blocked or unclear. */
function withQuestion(markdown: string, question: string, login: string, answerBy: string | null): string {
  const line = `- **${question}** → ${login}${answerBy === null ? '' : `, by ${answerBy}`}`;
  const heading = `## ${usualTitles.blocked}`;
  const lines = markdown.split('\n');
  const at = lines.findIndex((each) => sectionOfHeading(each.trim()) === 'blocked');
  if (at >= 0) {
    const gap = lines[at + 1]?.trim() === '' ? 2 : 1;
    return [...lines.slice(0, at + gap), line, ...lines.slice(at + gap)].join('\n');
  }
  // Before what Baton keeps at the end, else at the end.
  const marker = lines.findLastIndex((each) => each.startsWith('<!-- baton:'));
  const place = marker < 0 ? lines.length : marker;
  return [...lines.slice(0, place), heading, '', line, '', ...lines.slice(place)].join('\n');
}
