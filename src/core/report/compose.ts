import type { Redactor } from '../secrets/redactor';
import { codeSpan, escapeInline, fence } from '../text/markdown';
import { rootCause } from './cause';
import { fenceLanguage } from './code';
import type { CodePlace, ReportFacts } from './facts';
import { environmentText } from './environmentText';
import { hypothesisText } from './hypothesis';
import { blank, reproduceText } from './reproduce';
import { redactedLine } from './redacted';
import { nameOf, titleOf } from './title';
import { wholeTrace, traceList } from './traceList';
import { variablesText } from './variables';

/** A diff is a help to the reader, not a second document. */
const longestPatch = 60;
const widestLine = 200;

/** The report as a Markdown document that its author edits: a title line, then the body. */
export function composeReport(
  found: ReportFacts,
  redactor: Redactor,
): { readonly title: string; readonly markdown: string } {
  // Before anything is shortened: half a secret would not be known as one.
  const errors = found.trace.errors.map((error) => ({
    ...error,
    message: error.message === null ? null : redactor.text(error.message),
  }));
  const facts = { ...found, trace: { ...found.trace, errors } };
  const title = redactor.text(titleOf(errors, facts.culprit, facts.origin));
  const say = (text: string, limit?: number): string => escapeInline(redactor.text(text), limit);
  const code = (text: string, limit?: number): string => codeSpan(redactor.text(text), limit);
  const redact = (text: string): string => redactor.text(text);
  const body = [
    whatHappens(facts, say),
    reproduceText(facts, redact),
    where(facts, code),
    facts.excerpt === null
      ? null
      : fence(redactor.text(facts.excerpt), fenceLanguage(facts.culprit?.path ?? '')),
    unpushedText(facts, redact),
    traceList(facts, say, code),
    wholeTrace(facts, redact),
    environmentText(facts, say, code),
    variablesText(facts.variables, redactor),
    suspectsText(facts, say),
    hypothesisText(facts),
    `**Ask:** ${blank('what you need from whom')}, by ${blank('day, time and zone, such as Fri 10:00 Lisbon (10:00 UTC)')}.`,
  ].filter((section) => section !== null);
  const redacted = redactedLine(redactor.ledger());
  const sections = [
    `# ${escapeInline(title, 400)}`,
    ...body,
    ...(redacted === null ? [] : [redacted]),
    `<!-- baton:fingerprint ${facts.fingerprint} -->`,
  ];
  return { title, markdown: `${sections.join('\n\n')}\n` };
}

type Say = (text: string, limit?: number) => string;

function whatHappens({ trace }: ReportFacts, say: Say): string {
  const chain = rootCause(trace.errors);
  const seen = nameOf(chain.at(-1));
  const root = nameOf(chain[0]);
  const because = chain.length > 1 ? `, because of ${say(root)}` : '';
  return (
    `**What happens:** ${say(seen)}${because}. ${blank('what a person sees, and how often')} ` +
    `**Expected:** ${blank('what should happen instead')}`
  );
}

function linked(place: CodePlace, code: Say): string {
  const name = code(`${place.path}:${place.line}`);
  return place.permalink === null ? name : `[${name}](${place.permalink})`;
}

function where({ places, culprit, trace }: ReportFacts, code: Say): string {
  const [first, ...callers] = places;
  if (!first || !culprit) {
    const frame = rootCause(trace.errors)[0]?.frames[0];
    const printed = frame
      ? ` It was raised at ${code(`${frame.file}${frame.line === null ? '' : `:${frame.line}`}`)}.`
      : '';
    return `**Where:** none of the frames is in a file of this workspace.${printed}`;
  }
  // In these words, so that the line is left out of public places with the other code that nobody has seen yet.
  const beside = first.isUnpushed ? ', not pushed yet: ' : ' ';
  const text = first.text ? `${beside}${code(first.text, 160)}` : '';
  const from = callers.map((place) => linked(place, code)).join(', ');
  return `**Where:** ${linked(first, code)}${text}${from === '' ? '' : `, called from ${from}`}. ${capital(culprit.why)}.`.replace(
    /\n/g,
    ' ',
  );
}

/** A sentence begins with a capital, and the name of an error as the language writes it. */
function capital(text: string): string {
  if (!/^(?:the|an) /.test(text)) return escapeInline(text);
  return escapeInline(text.charAt(0).toUpperCase() + text.slice(1));
}

/** The diff that a reader of the pushed code lacks, folded. */
function unpushedText({ unpushed, git }: ReportFacts, redact: (text: string) => string): string | null {
  if (!unpushed) return null;
  const base = unpushed.base === null ? null : unpushed.base.slice(0, 10);
  const why =
    (git?.pushed ?? null) === null
      ? 'This repository has no pushed commit that a link could show'
      : 'These lines are not pushed as they stand here';
  if (unpushed.patch.trim() === '') return `_${why}; the lines above are from the working tree._`;
  const lines = unpushed.patch.trimEnd().split('\n');
  const cut =
    lines.length > longestPatch
      ? [...lines.slice(0, longestPatch), `… ${lines.length - longestPatch} more lines`]
      : lines;
  const shown = cut.map((line) => (line.length > widestLine ? `${line.slice(0, widestLine)}…` : line));
  const against = base === null ? '' : ` against <code>${base}</code>`;
  return `<details><summary>${why}: the file’s changes${against}</summary>\n\n${fence(redact(shown.join('\n')), 'diff')}\n\n</details>`;
}

function suspectsText({ suspects: list }: ReportFacts, say: Say): string | null {
  if (list.length === 0) return null;
  const lines = list.map(({ sha, subject, authoredAt, url, reasons }) => {
    const short = sha.slice(0, 10);
    const name = url === null ? `\`${short}\`` : `[\`${short}\`](${url})`;
    const day = authoredAt.toUTC().toFormat('d LLL yyyy', { locale: 'en' });
    return `- ${name} “${say(subject, 100)}”, ${day}: ${reasons.join('; ')}`;
  });
  return `**Suspects** (commits, the likeliest first)\n${lines.join('\n')}`;
}
